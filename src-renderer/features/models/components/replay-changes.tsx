import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReplayAnswer, ReplayCase, Verdict } from '#contract/replays.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { StatusPill, type Tone } from '../../../ui/status-pill.tsx';
import classes from '../models.module.css';

const TONES: Record<Verdict, Tone> = { better: 'good', same: 'neutral', worse: 'bad' };
const OUTCOMES: Record<ReplayAnswer['outcome'], string> = {
  answered: 'Answered',
  declined: 'Says that it does not know',
  escalated: 'Handed over to a person',
};

/** Only what would be answered differently, the worse first, side by side; `then` names what is tried. */
export function ReplayChanges({ replayId, then = 'With this version' }: { replayId: string; then?: string }) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.replays.changes.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: replayId, cursor, limit: 10 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  if (query.isPending) return <SkeletonRows rows={2} height={90} />;
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label="What changes">
      {query.data.pages
        .flatMap(({ items }) => items)
        .map((item) => (
          <Change key={item.position} item={item} then={then} />
        ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function Change({ item, then }: { item: ReplayCase; then: string }) {
  const { question, conversationId, reference, before, after, verdict, why, judged } = item;
  return (
    <article className={classes.change} aria-label={question}>
      <header className={classes.head}>
        <StatusPill tone={TONES[verdict]}>{verdict}</StatusPill>
        <b>{question}</b>
        {conversationId !== null && (
          <Link to="/inbox/{-$conversationId}" params={{ conversationId }}>
            its conversation
          </Link>
        )}
      </header>
      {/* What only one of the two gave as its reason stands beside it. */}
      {judged?.model.why !== why && judged?.rules.why !== why && <p className={classes.note}>{why}</p>}
      {judged !== null && <Judgements judged={judged} />}
      <div className={classes.sides}>
        <Side title="Now" answer={before} />
        <Side title={then} answer={after} />
      </div>
      {reference !== null && (
        <p className={classes.note}>
          What a person wrote, or a customer found good: <q>{reference}</q>
        </p>
      )}
    </article>
  );
}

/** What the rules and the model say, each by itself. */
function Judgements({ judged: { rules, model } }: { judged: NonNullable<ReplayCase['judged']> }) {
  return (
    <dl className={classes.judgements}>
      <dt>By the rules</dt>
      <dd>
        <b>{rules.verdict}</b>: {rules.why}
      </dd>
      <dt>By {model.model ?? 'the model'}</dt>
      <dd>
        <b>{model.verdict ?? 'not judged'}</b>: {model.why}
      </dd>
    </dl>
  );
}

function Side({ title, answer: { outcome, text, confidence } }: { title: string; answer: ReplayAnswer }) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <span className={classes.muted}>
        {OUTCOMES[outcome]}, {Math.round(confidence * 100)} % sure
      </span>
      {text !== null && <p>{text}</p>}
    </section>
  );
}
