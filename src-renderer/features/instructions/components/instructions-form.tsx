import { Alert, Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AgentInstructions, type CurrentInstructions, LONGEST_INSTRUCTIONS } from '#contract/instructions.ts';
import { Section } from '../../settings/components/section.tsx';
import classes from '../instructions.module.css';
import { useInstructionsChanges } from '../mutations.ts';
import { useInstructionsEdit } from '../use-instructions-edit.ts';
import { BuiltInRules } from './built-in-rules.tsx';
import { InstructionsTrial, useInstructionsTrial } from './instructions-trial.tsx';
import { InstructionsVersions } from './instructions-versions.tsx';

/** The instructions in force, under edit: tried on what customers asked, then saved as the next version. */
export function InstructionsForm({ current, canEdit }: { current: CurrentInstructions; canEdit: boolean }) {
  const { hasModel } = current;
  const [note, setNote] = useState('');
  const edit = useInstructionsEdit(current);
  const { instructions, basedOn, isChanged } = edit;
  const { update } = useInstructionsChanges();
  const trial = useInstructionsTrial({ instructions, basedOn });
  const isTried = trial.replay?.state === 'done';
  const save = (override?: string) =>
    update.mutate(
      { instructions, basedOn, note, ...(override === undefined ? {} : { override }) },
      { onSuccess: () => setNote('') },
    );
  const field = (agent: keyof AgentInstructions) => ({
    autosize: true,
    minRows: 3,
    maxRows: 12,
    readOnly: !canEdit,
    maxLength: LONGEST_INSTRUCTIONS[agent],
    value: edit.edited[agent],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      edit.setEdited({ ...edit.edited, [agent]: value }),
  });
  return (
    <div className={classes.page}>
      {!hasModel && (
        <Alert color="yellow" title="No language model is set up" role="status">
          The offline answerer quotes your articles as they are, so these instructions change no answer now. They are
          kept, and count once a language model is set up in Settings.
        </Alert>
      )}
      {edit.isOvertaken && (
        <Alert color="yellow" title={`${current.changedBy?.name ?? 'Somebody'} changed them meanwhile`} role="status">
          <Text size="sm">Your edits are still here and not saved. Version {current.version} is in force.</Text>
          <Group gap="xs" mt="xs">
            <Button variant="default" onClick={edit.keepMine}>
              Keep my edits
            </Button>
            <Button variant="default" onClick={edit.discard}>
              Take theirs
            </Button>
          </Group>
        </Alert>
      )}
      <Section
        title="Answers"
        description="To the agent that answers questions, and that drafts replies for staff. Offers, prices and facts belong in articles: what no article states is left out of a reply, whoever asks for it."
      >
        <Textarea
          label="What should it mind?"
          placeholder={'Be warm and brief. Say “you”, never “the customer”.\nEnd with an invitation to ask more.'}
          {...field('answers')}
        />
      </Section>
      <Section
        title="Complaints"
        description="To the agent that says sorry when something went wrong. What it offers follows the limits in Settings and is not written by a model."
      >
        <Textarea
          label="What should it mind?"
          placeholder="Be sincere and plain. No exclamation marks."
          {...field('complaints')}
        />
      </Section>
      <Section
        title="Bookings"
        description="Bookings, greetings and hand-overs are led in set phrases, without a model: there is nothing to instruct."
      >
        <Text size="sm" c="dimmed">
          Prices, dates and availability come from your business profile.
        </Text>
      </Section>
      {canEdit && isChanged && hasModel && (
        <InstructionsTrial trial={trial} isSaving={update.isPending} onSave={save} />
      )}
      <BuiltInRules builtIn={current.builtIn} />
      <Section title="Versions" description="Who changed what, when and why. The way back is one click.">
        <InstructionsVersions current={current.version} canEdit={canEdit} />
      </Section>
      {canEdit && isChanged && (
        <form
          className={classes.save}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <TextInput
            flex={1}
            label="Why do you change it?"
            placeholder="A word for whoever reads the versions later"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button variant="default" onClick={edit.discard}>
            Discard
          </Button>
          <Button type="submit" disabled={hasModel && (!isTried || trial.isWorse)} loading={update.isPending}>
            {hasModel && !isTried ? 'Save (try it first)' : 'Save'}
          </Button>
        </form>
      )}
    </div>
  );
}
