import { Button, Progress } from '@mantine/core';
import type { Import } from '#contract/imports.ts';
import { articles } from '../import-words.ts';
import classes from '../imports.module.css';

/** Tells of an import that runs, stopped, or waits for somebody to look at its preview. */
export function ImportNotice({ found, onOpen }: { found: Import; onOpen: () => void }) {
  const { status, written, wanted } = found;
  return (
    <div className={classes.notice} role="status">
      <p>
        {status === 'running' && `Importing: ${written} of ${articles(wanted)}`}
        {status === 'failed' && `An import stopped after ${written} of ${articles(wanted)}`}
        {status === 'open' && `An import of ${articles(wanted)} is ready and waits to be started`}
      </p>
      {status === 'running' && (
        <Progress
          className={classes.noticeBar}
          value={wanted === 0 ? 100 : (written / wanted) * 100}
          aria-label="Importing"
        />
      )}
      <Button variant="default" size="compact-sm" onClick={onOpen}>
        {status === 'open' ? 'Open the preview' : 'Show'}
      </Button>
    </div>
  );
}
