import { Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Settings } from '#contract/system.ts';
import { useSaveSettings } from '../mutations.ts';
import { Section } from './section.tsx';
import { WithSettings } from './settings-state.tsx';

const MAX_SUGGESTIONS = 6;

export function BusinessSection({ canEdit }: { canEdit: boolean }) {
  return (
    <Section title="Business" description="What customers see on the chat page, and the time that this desk goes by.">
      <WithSettings>{(settings) => <BusinessForm settings={settings} canEdit={canEdit} />}</WithSettings>
    </Section>
  );
}

function BusinessForm({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const save = useSaveSettings();
  const { businessName, timeZone, greeting, suggestions } = settings;
  const form = useForm({
    initialValues: { businessName, timeZone, greeting, suggestions },
    validate: {
      businessName: (value) => (value.trim() === '' ? 'The business needs a name.' : null),
      greeting: (value) => (value.trim() === '' ? 'Greet your customers with a few words.' : null),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values, { onSuccess: () => form.resetDirty() }))}>
      <fieldset disabled={!canEdit} style={{ display: 'contents' }}>
        <TextInput label="Business name" mb="sm" maxLength={120} {...form.getInputProps('businessName')} />
        <Select
          label="Time zone"
          mb="sm"
          searchable
          allowDeselect={false}
          disabled={!canEdit}
          data={timeZones(timeZone)}
          {...form.getInputProps('timeZone')}
        />
        <Textarea label="Greeting" mb="sm" autosize minRows={2} maxLength={500} {...form.getInputProps('greeting')} />
        <TagsInput
          label="Suggested questions"
          description="Up to six, offered to a customer who begins a chat. Press Enter after each."
          mb="sm"
          maxTags={MAX_SUGGESTIONS}
          disabled={!canEdit}
          {...form.getInputProps('suggestions')}
        />
        {canEdit && (
          <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
            Save business
          </Button>
        )}
      </fieldset>
    </form>
  );
}

/** The zones that this browser knows; the one in use is among them even when the browser has another name for it. */
function timeZones(current: string): string[] {
  return [...new Set([current, ...Intl.supportedValuesOf('timeZone')])].sort();
}
