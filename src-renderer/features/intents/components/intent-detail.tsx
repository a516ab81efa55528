import { ActionIcon, Button, Group, Select, Textarea, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Intent } from '#contract/intents.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { AGENT_OPTIONS, linesOf } from '../intent-words.ts';
import classes from '../intents.module.css';
import { useIntentChanges } from '../mutations.ts';
import { useIntent } from '../queries.ts';

/** The sentences that an intent was taught, and what can be changed of it. */
export function IntentDetail({ intent, canEdit }: { intent: Intent; canEdit: boolean }) {
  const { name, isBuiltIn, builtInCount } = intent;
  const detail = useIntent(name);
  const changes = useIntentChanges();
  const [text, setText] = useState('');
  const sentences = detail.data?.sentences ?? [];

  return (
    <>
      {detail.isPending && <SkeletonRows rows={2} height={28} />}
      {detail.isError && <ErrorState failure={failureOf(detail.error)} onRetry={() => void detail.refetch()} />}
      {isBuiltIn && (
        <p className={classes.muted}>{builtInCount} sentences ship with the program; yours are added to them.</p>
      )}
      <ul className={classes.sentences} aria-label={`Sentences of ${name}`}>
        {sentences.map((sentence) => (
          <li key={sentence.id} className={classes.sentence}>
            <span>
              {sentence.text} {sentence.source === 'correction' && <StatusPill tone="accent">correction</StatusPill>}{' '}
              {sentence.takenFor !== null && <StatusPill tone="warn">reads like {sentence.takenFor}</StatusPill>}
            </span>
            {canEdit && (
              <Tooltip label="Remove this sentence">
                <ActionIcon
                  size="sm"
                  aria-label={`Remove “${sentence.text}”`}
                  onClick={() => changes.removeSentence(name, sentence)}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <>
          <Textarea
            label="Further sentences"
            description="As customers write them, one a line."
            autosize
            minRows={2}
            maxRows={8}
            mt="xs"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group mt="xs" gap="xs" align="end">
            <Button
              disabled={linesOf(text).length === 0}
              loading={changes.addSentences.isPending}
              onClick={() =>
                changes.addSentences.mutate({ name, sentences: linesOf(text) }, { onSuccess: () => setText('') })
              }
            >
              Add the sentences
            </Button>
            {!isBuiltIn && (
              <>
                <Select
                  aria-label={`Who answers ${name}`}
                  data={AGENT_OPTIONS}
                  allowDeselect={false}
                  value={intent.agent}
                  onChange={(value) => {
                    const agent = AGENT_OPTIONS.find((option) => option.value === value)?.value;
                    if (agent !== undefined) changes.update.mutate({ name, agent });
                  }}
                />
                <Button variant="default" onClick={() => changes.remove(name)}>
                  Remove the intent
                </Button>
              </>
            )}
          </Group>
        </>
      )}
    </>
  );
}
