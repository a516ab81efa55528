import { Progress } from '@mantine/core';
import classes from '../imports.module.css';
import type { UploadState } from '../use-upload.ts';

/** How far the reading of the files is, and which of them did not arrive. */
export function UploadProgress({ state }: { state: UploadState }) {
  const { total, done, current, failed } = state;
  if (total === 0) return null;
  return (
    <div className={classes.progress}>
      {current !== undefined && (
        <>
          <Progress value={(done / total) * 100} aria-label="Reading files" />
          <p role="status">
            Reading {Math.min(done + 1, total)} of {total} <span className={classes.muted}>{current}</span>
          </p>
        </>
      )}
      {failed.map(({ name, reason }) => (
        <p key={name} className={classes.reason} role="alert">
          {name}: {reason}
        </p>
      ))}
    </div>
  );
}
