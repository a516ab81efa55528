import { Button, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Settings } from '#contract/system.ts';
import { useSaveSettings } from '../mutations.ts';
import { Section } from './section.tsx';
import { WithSettings } from './settings-state.tsx';

export function AiSection({ canEdit }: { canEdit: boolean }) {
  return (
    <Section title="AI" description="When the AI answers, and how soon a person should take over what it cannot.">
      <WithSettings>
        {(settings) => (
          <>
            <AiSwitch isOn={settings.aiEnabled} canEdit={canEdit} />
            <ThresholdForm settings={settings} canEdit={canEdit} />
          </>
        )}
      </WithSettings>
    </Section>
  );
}

/** Takes effect at once: who switches the AI off does not want to look for a save button. */
function AiSwitch({ isOn, canEdit }: { isOn: boolean; canEdit: boolean }) {
  const save = useSaveSettings();
  return (
    <Switch
      label="The AI answers customers"
      description={isOn ? 'It answers first, and hands over when it should.' : 'Every message goes to staff.'}
      checked={save.isPending ? (save.variables.aiEnabled ?? isOn) : isOn}
      disabled={!canEdit}
      onChange={(event) => save.mutate({ aiEnabled: event.currentTarget.checked })}
    />
  );
}

function ThresholdForm({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const save = useSaveSettings();
  const form = useForm({
    initialValues: {
      confidencePercent: Math.round(settings.confidenceThreshold * 100),
      responseTargetMinutes: settings.responseTargetMinutes,
    },
  });
  const submit = form.onSubmit(({ confidencePercent, responseTargetMinutes }) =>
    save.mutate(
      { confidenceThreshold: confidencePercent / 100, responseTargetMinutes },
      { onSuccess: () => form.resetDirty() },
    ),
  );
  return (
    <form onSubmit={submit}>
      <NumberInput
        label="Confidence needed"
        description="An answer below this is not given; the customer is handed over."
        suffix=" %"
        min={0}
        max={100}
        w={260}
        mb="sm"
        disabled={!canEdit}
        {...form.getInputProps('confidencePercent')}
      />
      <NumberInput
        label="Response target"
        description="How soon a person should take an escalation of normal priority."
        suffix=" minutes"
        min={1}
        max={1440}
        w={260}
        mb="sm"
        disabled={!canEdit}
        {...form.getInputProps('responseTargetMinutes')}
      />
      {canEdit && (
        <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
          Save AI settings
        </Button>
      )}
    </form>
  );
}
