import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article, ArticleDraft } from '#contract/knowledge.ts';
import type { Replay } from '#contract/replays.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showFailure } from '../../../ui/toast.tsx';
import { ReplayChanges } from '../../models/components/replay-changes.tsx';
import { ReplayLine } from '../../models/components/replay-line.tsx';
import classes from './article-editor.module.css';

const CONVERSATIONS = 50;
const WHILE_RUNNING_MS = 1_000;

interface ArticleReplayProps {
  article: Article;
  draft: ArticleDraft;
  isSaving: boolean;
  onSave: (override: string) => void;
}

/** Tries a change on what customers asked before, and tells before it is saved what would be answered differently. */
export function ArticleReplay({ article, draft, isSaving, onSave }: ArticleReplayProps) {
  const api = useApi();
  const [override, setOverride] = useState('');
  // Of which text it is: another edit makes it a replay of something else.
  const [tried, setTried] = useState<{ id: string; text: string }>();
  const text = JSON.stringify(draft);
  const start = useMutation(
    api.replays.startArticle.mutationOptions({
      onSuccess: ({ id }) => setTried({ id, text }),
      onError: (error) => showFailure('Not tried', failureOf(error)),
    }),
  );
  const replay = useQuery({
    ...api.replays.get.queryOptions({ input: { id: tried?.id ?? '' }, enabled: tried !== undefined }),
    refetchInterval: ({ state }) => (isRunning(state.data) ? WHILE_RUNNING_MS : false),
  }).data;
  const isOfThis = tried?.text === text;
  const input = { articleId: article.id, expectedVersion: article.version, draft, conversations: CONVERSATIONS };
  return (
    <section className={classes.replay} aria-label="Tried on what customers asked">
      <div className={classes.replayHead}>
        <p>
          Before you save: what would customers be answered with this change? It is tried on approved examples and the
          last {CONVERSATIONS} conversations. Nothing is sent.
        </p>
        <Button
          flex="none"
          variant="default"
          loading={start.isPending || (isOfThis && isRunning(replay))}
          onClick={() => start.mutate({ ...input, clientKey: crypto.randomUUID() })}
        >
          {replay === undefined ? 'Try on what customers asked' : 'Try again'}
        </Button>
      </div>
      {tried !== undefined && !isOfThis && (
        <p className={classes.replayNote}>You have changed the text since. Try it again to see what it changes now.</p>
      )}
      {isOfThis && replay !== undefined && (
        <>
          <ReplayLine replay={replay} isRunning={isRunning(replay)} />
          {replay.state === 'failed' && <p className={classes.replayNote}>{replay.problem}</p>}
          {replay.state === 'done' && replay.counts.changed === 0 && (
            <p className={classes.replayNote}>No answer changes.</p>
          )}
          {replay.state === 'done' && replay.counts.changed > 0 && (
            <ReplayChanges replayId={replay.id} then="With this change" />
          )}
          {replay.state === 'done' && replay.counts.worse > replay.counts.better && (
            <form
              className={classes.override}
              onSubmit={(event) => {
                event.preventDefault();
                onSave(override);
              }}
            >
              <TextInput
                flex={1}
                label="More answers become worse than better. Why do you save it all the same?"
                description="Kept in the audit log"
                maxLength={500}
                value={override}
                onChange={(event) => setOverride(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" disabled={override.trim() === ''} loading={isSaving}>
                Save all the same
              </Button>
            </form>
          )}
        </>
      )}
    </section>
  );
}

function isRunning(replay: Replay | undefined): boolean {
  return replay?.state === 'queued' || replay?.state === 'running';
}
