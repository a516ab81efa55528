import { Alert } from '@mantine/core';
import type { RouterStatus } from '#contract/intents.ts';
import { count } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import classes from '../intents.module.css';

/** What the router knows since when, and where two intents get in each other's way. */
export function RouterState({ status }: { status: RouterStatus }) {
  const { state, inUseSince, sentenceCount, check, isChecking, reason } = status;
  return (
    <>
      <p className={classes.muted} role="status">
        {state === 'learning' && 'Learning what was taught last … '}
        {inUseSince !== null && (
          <>
            Last learnt: <RelativeTime at={inUseSince} suffix=" ago" />, from {count(sentenceCount)} sentences.{' '}
          </>
        )}
        {isChecking && 'Checking each sentence with a router that has not seen it …'}
        {check !== null &&
          `${count(check.misroutedCount)} of them are taken for another intent by a router that has not seen them.`}
      </p>
      {state === 'failed' && (
        <Alert color="red" p="xs" title="The last lesson failed">
          {reason} What was learnt before stays in use; the next change or message tries again.
        </Alert>
      )}
      {check?.overlaps.map(({ intents: [first, second], sentences }) => (
        <Alert key={`${first} ${second}`} color="yellow" p="xs" title={`${first} and ${second} overlap`}>
          <ul className={classes.sentences}>
            {sentences.map(({ text, intent, takenFor }) => (
              <li key={`${intent} ${text}`}>
                “{text}” of {intent} reads like {takenFor}
              </li>
            ))}
          </ul>
        </Alert>
      ))}
    </>
  );
}
