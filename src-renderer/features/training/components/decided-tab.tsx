import { Button, Table } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AlikeExample } from '#contract/learning.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count, percent } from '../../../lib/format-number.ts';
import { SOURCE_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import { useExamples } from '../queries.ts';
import classes from './decided-tab.module.css';
import { SecondLooks } from './second-looks.tsx';

/** What was left out in favour of an example: the other words, each with its conversation. */
function MergedExamples({ examples }: { examples: readonly AlikeExample[] }) {
  if (examples.length === 0) return null;
  return (
    <details className={classes.answer}>
      <summary>
        Stands for {count(examples.length)} {examples.length === 1 ? 'other' : 'others'} that asked the same
      </summary>
      {examples.map(({ id, question, conversationId }) => (
        <div key={id}>
          {conversationId === null ? (
            question
          ) : (
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }}>
              {question}
            </Link>
          )}
        </div>
      ))}
    </details>
  );
}

/** What was decided, each to be put back into the queue. */
export function DecidedTab({ status }: { status: 'approved' | 'rejected' }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const list = useExamples(status);
  const reopen = useMutation(
    api.learning.reopen.mutationOptions({
      onSuccess: () => showDone('Back in the review queue.'),
      onError: (error) => showFailure('Not reopened', failureOf(error)),
      onSettled: () => {
        for (const queryKey of [api.learning.list.key(), api.learning.counts.key()])
          void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );

  if (list.isPending) return <SkeletonRows rows={8} />;
  if (list.isError && list.examples.length === 0) {
    return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  }
  if (list.examples.length === 0) {
    return (
      <EmptyState icon={IconSchool} title={status === 'approved' ? 'Nothing is approved yet' : 'Nothing was rejected'}>
        Decide about examples under Review.
      </EmptyState>
    );
  }
  return (
    <>
      {status === 'approved' && <SecondLooks />}
      <Table stickyHeader aria-label={status === 'approved' ? 'Approved examples' : 'Rejected examples'}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th>Question and answer</Table.Th>
            <Table.Th>Source</Table.Th>
            <Table.Th ta="right">Quality</Table.Th>
            {status === 'approved' && <Table.Th ta="right">Used</Table.Th>}
            <Table.Th>Decided</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.examples.map((example) => (
            <Table.Tr key={example.id}>
              <Table.Td className={classes.texts}>
                <span className={classes.question}>{example.question}</span>
                <span className={classes.answer}>{example.answer}</span>
                {status === 'approved' && example.isWithheld && (
                  <span className={classes.withheld}>
                    Shown to no customer: words in it are marked as personal data. Reopen it to edit them out.
                  </span>
                )}
                <MergedExamples examples={example.alike} />
              </Table.Td>
              <Table.Td className={classes.nowrap}>{SOURCE_WORDS[example.sourceType]}</Table.Td>
              <Table.Td ta="right">{percent(example.qualityScore)}</Table.Td>
              {status === 'approved' && <Table.Td ta="right">{count(example.usageCount)}</Table.Td>}
              <Table.Td className={classes.nowrap}>
                {example.reviewedAt !== null && <RelativeTime at={example.reviewedAt} suffix=" ago" />}
                {example.reviewedBy !== null && <span className={classes.by}> by {example.reviewedBy.name}</span>}
              </Table.Td>
              <Table.Td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Reopen: ${example.question}`}
                  onClick={() => reopen.mutate({ id: example.id })}
                >
                  Reopen
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {list.hasNextPage && (
        <Button variant="subtle" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
