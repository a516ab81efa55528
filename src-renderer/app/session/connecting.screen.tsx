import { Button, Loader, Text } from '@mantine/core';
import type { Failure } from '../../lib/api/failure.ts';
import classes from './session.module.css';

export function StartingScreen() {
  return (
    <main className={classes.page}>
      <Loader size="sm" aria-label="Opening the desk" />
    </main>
  );
}

/** Before the first connection there is nothing to read: say what is missing and keep trying. */
export function UnreachableScreen({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  return (
    <main className={classes.page}>
      <div className={classes.card} role="alert">
        <h1 className={classes.title}>The desk does not answer yet</h1>
        <Text size="sm" c="dimmed">
          {failure.code === 'OFFLINE'
            ? 'Teppan is starting, or it has stopped. This page tries again every two seconds; if it stays, start Teppan again with “npm start”.'
            : failure.message}
        </Text>
        <Button mt="md" variant="default" onClick={onRetry}>
          Try now
        </Button>
      </div>
    </main>
  );
}
