import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ErasureReceipt } from '#contract/erasures.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../erasures.module.css';
import { useErasures, useFinishErasure } from '../queries.ts';
import { listed, removedWords } from '../removed-words.ts';

/** Receipts of deleted customers: what was removed, and what is left for a person to do. */
export function ErasureList() {
  const erasures = useErasures();
  if (erasures.isPending) return <SkeletonRows rows={2} />;
  if (erasures.isError)
    return <ErrorState failure={failureOf(erasures.error)} onRetry={() => void erasures.refetch()} />;
  if (erasures.data.items.length === 0)
    return (
      <p className={classes.text}>
        None so far. A customer who wants to be forgotten is deleted in the inbox, at the end of their details.
      </p>
    );
  return (
    <ul className={classes.receipts} aria-label="Deleted customers">
      {erasures.data.items.map((receipt) => (
        <Receipt key={receipt.id} receipt={receipt} />
      ))}
    </ul>
  );
}

function Receipt({ receipt }: { receipt: ErasureReceipt }) {
  const finish = useFinishErasure();
  return (
    <li className={classes.receipt}>
      <p className={classes.head}>
        <b>
          Deleted <RelativeTime at={receipt.at} suffix=" ago" />
        </b>
        <span className={classes.text}>{stateOf(receipt)}</span>
      </p>
      {receipt.problem !== null && (
        <div className={classes.problem} role="alert">
          <span>{receipt.problem}</span>
          <Button variant="default" loading={finish.isPending} onClick={() => finish.mutate({ id: receipt.id })}>
            Try again
          </Button>
        </div>
      )}
      <ul className={classes.list}>
        <li>Removed: {listed(removedWords(receipt.removed)) || 'nothing'}.</li>
        {receipt.datasets.length > 0 && (
          <li>
            Exports without their text now: {listed(receipt.datasets.map(({ fileName }) => fileName))}
            {receipt.replacedBy !== null && `, replaced by ${receipt.replacedBy.fileName}`}.
          </li>
        )}
        {receipt.stoppedTrainings > 0 && <li>Trainings stopped: {receipt.stoppedTrainings}.</li>}
        {receipt.serviceFiles > 0 && <li>Files taken back from the training service: {receipt.serviceFiles}.</li>}
        {receipt.modelVersions.length > 0 && (
          <li>
            Learned from this customer and cannot unlearn it:{' '}
            {listed(receipt.modelVersions.map(({ number }) => `version ${number}`))}.{' '}
            <Link to="/training/models">Open the versions</Link>
          </li>
        )}
        {receipt.articlesToRead.map(({ id, title }) => (
          <li key={id}>
            Written for one of their questions, to be read through:{' '}
            <Link to="/articles/$articleId" params={{ articleId: id }}>
              {title}
            </Link>
          </li>
        ))}
        <li>{receipt.backups}</li>
      </ul>
    </li>
  );
}

function stateOf({ finishedAt, problem }: ErasureReceipt): string {
  if (finishedAt !== null) return 'Finished';
  return problem === null ? 'Files and backups are being done' : 'Not finished';
}
