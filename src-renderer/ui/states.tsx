import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../lib/api/failure.ts';
import classes from './states.module.css';

interface EmptyStateProps {
  icon: TablerIcon;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <Icon size={30} stroke={1.4} aria-hidden />
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}

/** What failed, in words, with the id by which support finds it in the log. */
export function ErrorState({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  return (
    <div className={classes.state} role="alert">
      <IconAlertTriangle size={30} stroke={1.4} aria-hidden />
      <p className={classes.title}>This could not be loaded</p>
      <div className={classes.text}>{failure.message}</div>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
      {failure.requestId !== undefined && (
        <Text size="xs" c="dimmed">
          Request {failure.requestId}
        </Text>
      )}
    </div>
  );
}

/** Grey lines in the place of rows that are on their way. */
export function SkeletonRows({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap={8} p="sm" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
