import { Button } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconBook2, IconFileExport, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { Screen } from '../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import classes from './articles.module.css';
import { ArticleFilters, type ArticlesSearch } from './components/article-filters.tsx';
import { ArticleTable } from './components/article-table.tsx';
import { ArticlesTabs } from './components/articles-tabs.tsx';
import { ImportArea } from './imports/components/import-area.tsx';
import { useExport } from './imports/mutations.ts';
import { useArticles } from './queries.ts';

const SEARCH_PAUSE_MS = 180;

/** What the AI answers from. */
export function ArticlesScreen() {
  const navigate = useNavigate({ from: '/articles' });
  const { can } = useSession();
  const { category, archived = false, due = false, order = 'code', q = '' } = useSearch({ from: '/articles' });
  const [search] = useDebouncedValue(q, SEARCH_PAUSE_MS);
  const list = useArticles({ category, isArchived: archived, search, isToReview: due, order });
  const [isImporting, importing] = useDisclosure();
  const exporting = useExport();
  const searchField = useRef<HTMLInputElement>(null);
  const isAdmin = can('admin');
  const change = (next: ArticlesSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const write = () => void navigate({ to: '/articles/$articleId', params: { articleId: 'new' } });

  useCommands({
    'articles.new': { run: write, when: isAdmin },
    'articles.export': { run: () => exporting.mutate({}), when: isAdmin },
    'articles.search': () => searchField.current?.focus(),
  });

  return (
    <Screen
      title="Articles"
      description="What the AI answers from. A change counts from the next answer on; older versions are kept."
      tabs={<ArticlesTabs />}
      actions={
        isAdmin && (
          <>
            <Button
              variant="default"
              leftSection={<IconFileExport size={15} aria-hidden />}
              loading={exporting.isPending}
              onClick={() => exporting.mutate({})}
            >
              Export
            </Button>
            <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={importing.open}>
              Import
            </Button>
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={write}>
              New article
            </Button>
          </>
        )
      }
    >
      <ImportArea
        isAdmin={isAdmin}
        className={classes.list}
        isOpen={isImporting}
        onOpen={importing.open}
        onClose={importing.close}
      >
        <ArticleFilters
          category={category}
          isArchived={archived}
          isToReview={due}
          search={q}
          searchField={searchField}
          onChange={change}
        />
        {list.isPending && <SkeletonRows rows={10} height={32} />}
        {list.isError && list.articles.length === 0 && (
          <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && list.articles.length === 0 && (
          <EmptyState
            icon={IconBook2}
            title={due ? 'Nothing is to be reviewed' : archived ? 'Nothing is archived' : 'No article fits'}
          >
            {q === '' && category === undefined && !archived && !due
              ? 'Write the first article, or import the documents that you have.'
              : 'Clear the search or choose another category.'}
          </EmptyState>
        )}
        {list.articles.length > 0 && (
          <ArticleTable articles={list.articles} order={order} onOrder={(next) => change({ order: next })} />
        )}
        {list.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </ImportArea>
    </Screen>
  );
}
