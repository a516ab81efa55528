import { Button, Group, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ConversationRules } from '#contract/conversation-rules.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useFocusProblem } from '../../../lib/use-focus-problem.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone, showFailure, showUndo } from '../../../ui/toast.tsx';
import { Section } from '../components/section.tsx';
import { CountField } from '../profile/fields.tsx';
import { ChannelTable } from './channel-table.tsx';
import { findRulesProblems, type RulesProblems } from './rules-problems.ts';

/** When the AI answers, how long its messages are and how many of them there may be. */
export function ConversationRulesSection({ canEdit }: { canEdit: boolean }) {
  const rules = useQuery(useApi().conversationRules.get.queryOptions());
  return (
    <Section
      title="Conversation rules"
      description="How the AI writes on each channel, and when it keeps quiet. Who urgently needs a person gets one at any hour."
    >
      {rules.data !== undefined ? (
        <RulesForm key={rules.data.version} current={rules.data.rules} version={rules.data.version} canEdit={canEdit} />
      ) : rules.isError ? (
        <ErrorState failure={failureOf(rules.error)} onRetry={() => void rules.refetch()} />
      ) : (
        <SkeletonRows rows={4} height={36} />
      )}
    </Section>
  );
}

const USUAL_HOURS = { from: '21:00', to: '08:00' };

function RulesForm({ current, version, canEdit }: { current: ConversationRules; version: number; canEdit: boolean }) {
  const [rules, setRules] = useState(current);
  const [problems, setProblems] = useState<RulesProblems>({});
  const form = useRef<HTMLFormElement>(null);
  useFocusProblem(form, problems);
  const save = useSaveRules(current);
  const { quietHours } = rules;
  const setQuiet = (change: Partial<typeof USUAL_HOURS>) =>
    setRules({ ...rules, quietHours: { ...(quietHours ?? USUAL_HOURS), ...change } });

  function submit(): void {
    const found = findRulesProblems(rules);
    setProblems(found);
    if (Object.keys(found).length === 0)
      save.mutate({ rules: ConversationRules.parse(rules), expectedVersion: version });
  }
  return (
    <form
      ref={form}
      noValidate
      aria-label="Conversation rules"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset disabled={!canEdit} style={{ display: 'contents' }}>
        <Switch
          label="Quiet hours"
          description="By the clock of the business. Channels that keep them are answered when they end."
          checked={quietHours !== null}
          onChange={(event) =>
            setRules({ ...rules, quietHours: event.currentTarget.checked ? (current.quietHours ?? USUAL_HOURS) : null })
          }
        />
        {quietHours !== null && (
          <Group mt="xs" align="flex-start">
            <TextInput
              label="From"
              type="time"
              value={quietHours.from}
              error={problems['quietHours.from']}
              onChange={(event) => setQuiet({ from: event.currentTarget.value })}
            />
            <TextInput
              label="To"
              type="time"
              value={quietHours.to}
              error={problems['quietHours.to']}
              onChange={(event) => setQuiet({ to: event.currentTarget.value })}
            />
          </Group>
        )}
        <ChannelTable
          channels={rules.channels}
          hasQuietHours={quietHours !== null}
          problems={problems}
          onChange={(channels) => setRules({ ...rules, channels })}
        />
        <CountField
          label="Longest wait"
          description="Who goes on writing is answered after this time all the same."
          suffix=" seconds"
          value={rules.longestWaitSeconds}
          error={problems.longestWaitSeconds}
          onChange={(longestWaitSeconds) => setRules({ ...rules, longestWaitSeconds })}
        />
        {canEdit && (
          <Button type="submit" mt="sm" disabled={rules === current} loading={save.isPending}>
            Save conversation rules
          </Button>
        )}
      </fieldset>
    </form>
  );
}

/** Saves, and offers the way back to what was in force before. */
function useSaveRules(current: ConversationRules) {
  const api = useApi();
  const queryClient = useQueryClient();
  const show = (saved: { rules: ConversationRules; version: number }) =>
    queryClient.setQueryData(api.conversationRules.get.queryKey(), saved);
  const onError = (error: unknown) => showFailure('Not saved', failureOf(error));
  const restore = useMutation(
    api.conversationRules.update.mutationOptions({
      onSuccess(saved) {
        show(saved);
        showDone('The rules are what they were before.');
      },
      onError,
    }),
  );
  return useMutation(
    api.conversationRules.update.mutationOptions({
      onSuccess(saved) {
        show(saved);
        showUndo('Saved. The next message goes by these rules.', () =>
          restore.mutate({ rules: current, expectedVersion: saved.version }),
        );
      },
      onError,
    }),
  );
}
