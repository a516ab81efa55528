import { IconBookOff } from '@tabler/icons-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { ArticleEditor } from './components/article-editor.tsx';
import { ArticleReader } from './components/article-reader.tsx';
import { GapDraftEditor } from './gaps/components/gap-draft-editor.tsx';
import { useArticle, useNextCode } from './queries.ts';

/** One article: support reads it, admins write it. */
export function ArticleScreen() {
  const { articleId } = useParams({ from: '/articles/$articleId' });
  const { gap } = useSearch({ from: '/articles/$articleId' });
  const { can } = useSession();
  const isNew = articleId === 'new';
  const article = useArticle(isNew ? undefined : articleId);
  const nextCode = useNextCode(isNew && gap === undefined && can('admin'));

  if (isNew && !can('admin')) {
    return <EmptyState icon={IconBookOff} title="Only admins write articles" />;
  }
  if (isNew && gap !== undefined) return <GapDraftEditor key={gap} gapId={gap} />;
  if (isNew) {
    if (nextCode.isPending) return <SkeletonRows />;
    // Without a suggestion the writer chooses the code.
    return <ArticleEditor key="new" article={undefined} suggestedCode={nextCode.data?.code ?? ''} />;
  }
  if (article.data === undefined) {
    return article.isError ? (
      <ErrorState failure={failureOf(article.error)} onRetry={() => void article.refetch()} />
    ) : (
      <SkeletonRows />
    );
  }
  return can('admin') ? (
    <ArticleEditor key={article.data.id} article={article.data} suggestedCode="" />
  ) : (
    <ArticleReader article={article.data} />
  );
}
