import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../models.module.css';

/** Both ways from a version: the examples with their conversations and reviewers, and the answers that it gave. */
export function VersionLineage({ versionId }: { versionId: string }) {
  return (
    <div className={classes.lineage}>
      <Learned versionId={versionId} />
      <Answered versionId={versionId} />
    </div>
  );
}

function Learned({ versionId }: { versionId: string }) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.modelVersions.examples.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: versionId, cursor, limit: 10 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const examples = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Part title="Learned from" query={query} isEmpty={examples.length === 0} empty="Its examples have been deleted.">
      {examples.map(({ exampleId, question, answer, conversationId, reviewedBy, reviewedAt }) => (
        <li key={exampleId}>
          <b>{question}</b>
          <span>{answer}</span>
          <span className={classes.muted}>
            {reviewedBy !== null && `Approved by ${reviewedBy.name} `}
            {reviewedAt !== null && <RelativeTime at={reviewedAt} suffix=" ago" />}
            {conversationId !== null && (
              <>
                {' · '}
                <Link to="/inbox/{-$conversationId}" params={{ conversationId }}>
                  its conversation
                </Link>
              </>
            )}
          </span>
        </li>
      ))}
    </Part>
  );
}

function Answered({ versionId }: { versionId: string }) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.modelVersions.answers.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: versionId, cursor, limit: 10 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const answers = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Part title="Answered" query={query} isEmpty={answers.length === 0} empty="It has answered nothing yet.">
      {answers.map(({ traceId, conversationId, question, outcome, confidence, at }) => (
        <li key={traceId}>
          <Link to="/conversations/$conversationId/why/$traceId" params={{ conversationId, traceId }}>
            {question ?? 'A question that is no longer there'}
          </Link>
          <span className={classes.muted}>
            {outcome}, {Math.round(confidence * 100)} % sure, <RelativeTime at={at} suffix=" ago" />
          </span>
        </li>
      ))}
    </Part>
  );
}

interface PartProps {
  title: string;
  query: {
    isPending: boolean;
    isError: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    refetch: () => unknown;
    fetchNextPage: () => unknown;
  };
  isEmpty: boolean;
  empty: string;
  children: ReactNode;
}

function Part({ title, query, isEmpty, empty, children }: PartProps) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {query.isPending && <SkeletonRows rows={3} height={34} />}
      {query.isError && <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />}
      {!query.isPending && !query.isError && isEmpty && <p className={classes.note}>{empty}</p>}
      <ul>{children}</ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}
