import { Progress, Select } from '@mantine/core';
import type { Import } from '#contract/imports.ts';
import { ArticleCategory } from '#contract/knowledge.ts';
import { CATEGORY_WORDS } from '../../../../lib/words.ts';
import { articles, summaryOf } from '../import-words.ts';
import classes from '../imports.module.css';
import { useImportChanges } from '../mutations.ts';

/** Where an import stands: what it would do, how far it is, or what came of it. */
export function ImportState({ found }: { found: Import }) {
  switch (found.status) {
    case 'open':
      return found.withoutCategory === 0 ? null : <CategoryChoice found={found} />;
    case 'running':
      return (
        <div className={classes.progress}>
          <Progress value={found.wanted === 0 ? 100 : (found.written / found.wanted) * 100} aria-label="Importing" />
          <p role="status">
            {found.written} of {articles(found.wanted)} imported.{' '}
            <span className={classes.muted}>It goes on when you close this.</span>
          </p>
        </div>
      );
    case 'done':
      return (
        <p className={classes.summary} role="status">
          {summaryOf(found)}
        </p>
      );
    case 'cancelled':
      return (
        <p className={classes.summary} role="status">
          Cancelled. {summaryOf(found)} What is written stays.
        </p>
      );
    case 'failed':
      return (
        <p className={classes.reason} role="alert">
          {found.reason}
        </p>
      );
  }
}

function CategoryChoice({ found }: { found: Import }) {
  const { setCategory } = useImportChanges();
  return (
    <Select
      mt="sm"
      label={`Category of ${articles(found.withoutCategory)} whose file names none`}
      data={[
        { value: '', label: 'As guessed for each' },
        ...ArticleCategory.options.map((value) => ({ value, label: CATEGORY_WORDS[value] })),
      ]}
      value={found.defaultCategory ?? ''}
      onChange={(value) =>
        setCategory.mutate({ id: found.id, category: ArticleCategory.safeParse(value).data ?? null })
      }
      allowDeselect={false}
      w={320}
    />
  );
}
