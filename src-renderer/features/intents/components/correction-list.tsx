import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../../lib/api/failure.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../intents.module.css';
import { useIntentCorrection } from '../mutations.ts';
import { useIntentCorrections } from '../queries.ts';

/** What staff said the router took for something else; each is obeyed until it is removed. */
export function CorrectionList() {
  const list = useIntentCorrections();
  const correction = useIntentCorrection();
  return (
    <section aria-label="Corrections">
      <h2 className={classes.title}>Corrections</h2>
      {list.isPending && <SkeletonRows rows={3} height={28} />}
      {list.isError && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.corrections.length === 0 && (
        <p className={classes.muted}>
          None yet. Choose “Wrong intent?” under an answer in the inbox and say what the message was about.
        </p>
      )}
      <ul className={classes.sentences}>
        {list.corrections.map((one) => (
          <li key={one.id} className={classes.sentence}>
            <span>
              “{one.text}” is <strong>{one.intent}</strong>
              <span className={classes.muted}>
                {' '}
                · {one.by?.name ?? 'somebody'}, <RelativeTime at={one.createdAt} suffix=" ago" />
                {one.conversationId !== null && (
                  <>
                    {' '}
                    ·{' '}
                    <Link to="/inbox/{-$conversationId}" params={{ conversationId: one.conversationId }}>
                      conversation
                    </Link>
                  </>
                )}
              </span>
            </span>
            <Tooltip label="Forget this correction">
              <ActionIcon
                size="sm"
                aria-label={`Forget the correction of “${one.text}”`}
                onClick={() => correction.remove(one)}
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </section>
  );
}
