import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FEWEST_SENTENCES, IntentName, type OwnAgent } from '#contract/intents.ts';
import { AGENT_OPTIONS, asName, linesOf } from '../intent-words.ts';
import { useIntentChanges } from '../mutations.ts';

/** Defines an intent by a few sentences. What the server refuses stays in the form to be mended. */
export function NewIntentDialog({ onClose }: { onClose: () => void }) {
  const { create } = useIntentChanges();
  const form = useForm({
    initialValues: { name: '', description: '', agent: 'knowledge' as OwnAgent, sentences: '' },
    validate: {
      name: (name) => IntentName.safeParse(name).error?.issues[0]?.message ?? null,
      sentences: (text) =>
        linesOf(text).length < FEWEST_SENTENCES ? `Write at least ${FEWEST_SENTENCES} different sentences.` : null,
    },
  });
  const submit = form.onSubmit((values) =>
    create.mutate({ ...values, sentences: linesOf(values.sentences) }, { onSuccess: onClose }),
  );
  return (
    <Modal opened onClose={onClose} title="New intent" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="Stands in traces and statistics, and stays as it is."
            placeholder="gift_cards"
            data-autofocus
            {...form.getInputProps('name')}
            onChange={(event) => form.setFieldValue('name', asName(event.currentTarget.value))}
          />
          <TextInput label="Description" maxLength={200} {...form.getInputProps('description')} />
          <Select label="Who answers" data={AGENT_OPTIONS} allowDeselect={false} {...form.getInputProps('agent')} />
          <Textarea
            label="Sentences"
            description="As customers write them, one a line. Ten that differ are better than three."
            autosize
            minRows={5}
            maxRows={14}
            {...form.getInputProps('sentences')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Define the intent
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
