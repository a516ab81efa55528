import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../../lib/api/failure.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { useChunk } from '../queries.ts';
import classes from './drawer.module.css';

/** The text that an answer cited, as it was when it was cited. */
export function CitationDrawer({ chunkId, onClose }: { chunkId: string; onClose: () => void }) {
  const chunk = useChunk(chunkId);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title="Source"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {chunk.isPending && <SkeletonRows rows={4} />}
      {chunk.isError && <ErrorState failure={failureOf(chunk.error)} onRetry={() => void chunk.refetch()} />}
      {chunk.data !== undefined && (
        <>
          <h2 className={classes.title}>
            {chunk.data.code !== null && <span className={classes.code}>{chunk.data.code}</span>}
            {chunk.data.isLearned && <span className={classes.code}>Learned answer</span>} {chunk.data.title}
          </h2>
          <p className={classes.meta}>
            {chunk.data.articleVersion !== null && <>Version {chunk.data.articleVersion} </>}
            {chunk.data.isCurrent ? (
              <StatusPill tone="good">This is still the current text</StatusPill>
            ) : (
              <StatusPill tone="warn">
                {chunk.data.isLearned ? 'This answer is no longer used' : 'The article has changed since'}
              </StatusPill>
            )}
          </p>
          <div className={classes.text}>
            <Markdown text={chunk.data.text} />
          </div>
          {chunk.data.articleId !== null && (
            <Link to="/articles/$articleId" params={{ articleId: chunk.data.articleId }}>
              Open the article
            </Link>
          )}
        </>
      )}
    </Drawer>
  );
}
