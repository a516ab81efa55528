import { Anchor, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../../lib/api/api-context.ts';
import { useSaveSettings } from '../mutations.ts';
import { Section } from './section.tsx';
import { WithSettings } from './settings-state.tsx';

export function AiSection({ canEdit }: { canEdit: boolean }) {
  const { can } = useSession();
  return (
    <Section title="AI" description="Whether the AI answers at all, and whether it helps staff.">
      <WithSettings>
        {(settings) => (
          <>
            <AiSwitch isOn={settings.aiEnabled} canEdit={canEdit} />
            <CopilotSwitch isOn={settings.copilotEnabled} canEdit={canEdit} />
          </>
        )}
      </WithSettings>
      <Anchor component={Link} to="/settings/autonomy" size="sm">
        What it sends by itself and what a person approves: autonomy
      </Anchor>
      {can('admin') && (
        <>
          <Anchor component={Link} to="/settings/policy" size="sm">
            When it answers and when a person is called: escalation policy
          </Anchor>
          <Anchor component={Link} to="/settings/instructions" size="sm">
            How it sounds: instructions to the agents
          </Anchor>
        </>
      )}
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

function CopilotSwitch({ isOn, canEdit }: { isOn: boolean; canEdit: boolean }) {
  const save = useSaveSettings();
  return (
    <Switch
      label="The copilot helps staff"
      description={
        isOn
          ? 'It drafts, rewrites and summarises where staff ask for it, also while the AI does not answer customers.'
          : 'Staff write every reply by themselves.'
      }
      checked={save.isPending ? (save.variables.copilotEnabled ?? isOn) : isOn}
      disabled={!canEdit}
      onChange={(event) => save.mutate({ copilotEnabled: event.currentTarget.checked })}
    />
  );
}
