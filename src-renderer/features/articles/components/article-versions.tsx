import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Article } from '#contract/knowledge.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { DiffView } from '../../../ui/diff-view.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useArticleVersion } from '../queries.ts';
import classes from './article-editor.module.css';

type ArticleText = Pick<Article, 'code' | 'title' | 'category' | 'tags' | 'questions' | 'bodyMarkdown'>;

interface ArticleVersionsProps {
  article: Article;
  /** Puts an old text into the editor; saving it makes a new version. */
  onRestore: (old: ArticleText) => void;
}

export function ArticleVersions({ article, onRestore }: ArticleVersionsProps) {
  const [shown, setShown] = useState<number>();
  return (
    <section className={classes.versions} aria-label="Versions">
      <h2>Versions</h2>
      <ul>
        {article.versions.map((version) => (
          <li key={version.version}>
            <button type="button" className={classes.version} onClick={() => setShown(version.version)}>
              Version {version.version}
              {version.version === article.version && ' (current)'}{' '}
              <small>
                <RelativeTime at={version.createdAt} suffix=" ago" />
                {version.createdBy !== null && ` by ${version.createdBy.name}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <VersionDialog
          article={article}
          version={shown}
          onClose={() => setShown(undefined)}
          onRestore={(old) => {
            setShown(undefined);
            onRestore(old);
          }}
        />
      )}
    </section>
  );
}

interface VersionDialogProps extends ArticleVersionsProps {
  version: number;
  onClose: () => void;
}

/** What changed between a version and the current text. */
function VersionDialog({ article, version, onClose, onRestore }: VersionDialogProps) {
  const old = useArticleVersion(article.id, version);
  const isCurrent = version === article.version;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={isCurrent ? `Version ${version}, the current text` : `From version ${version} to the current text`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {old.isPending && <SkeletonRows />}
      {old.isError && <ErrorState failure={failureOf(old.error)} onRetry={() => void old.refetch()} />}
      {old.data !== undefined && (
        <>
          <DiffView
            before={`${old.data.title}\n\n${old.data.bodyMarkdown}`}
            after={`${article.title}\n\n${article.bodyMarkdown}`}
          />
          {!isCurrent && (
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={onClose}>
                Close
              </Button>
              <Button onClick={() => onRestore(old.data)}>Restore into the editor</Button>
            </Group>
          )}
        </>
      )}
    </Modal>
  );
}
