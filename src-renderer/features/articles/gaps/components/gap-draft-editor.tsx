import type { UseFormReturnType } from '@mantine/form';
import type { GapDraft } from '#contract/gaps.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { type ArticleFields, fieldsOf } from '../../article-form.ts';
import { ArticleEditor } from '../../components/article-editor.tsx';
import { usePublishFromGap } from '../mutations.ts';
import { useGapDraft } from '../queries.ts';
import { DraftNote } from './draft-note.tsx';

/** A new article that begins with what customers asked and what staff replied. */
export function GapDraftEditor({ gapId }: { gapId: string }) {
  const draft = useGapDraft(gapId);
  if (draft.data === undefined)
    return draft.isError ? (
      <ErrorState failure={failureOf(draft.error)} onRetry={() => void draft.refetch()} />
    ) : (
      <SkeletonRows />
    );
  return <FilledEditor draft={draft.data} />;
}

function FilledEditor({ draft }: { draft: GapDraft }) {
  const publish = usePublishFromGap();
  return (
    <ArticleEditor
      article={undefined}
      suggestedCode={draft.code}
      beginning={{
        fields: beginningOf(draft),
        description: 'A draft for a gap, not published yet',
        note: (form: UseFormReturnType<ArticleFields>) => <DraftNote draft={draft} form={form} />,
        publish: (article, done) => publish.mutate({ ...article, id: draft.gapId }, done),
        isPublishing: publish.isPending,
      }}
    />
  );
}

function beginningOf({ code, title, category, questions, replies }: GapDraft): ArticleFields {
  const bodyMarkdown = replies[0]?.text ?? '';
  return fieldsOf({ code, title, category, questions, tags: [], bodyMarkdown }, code);
}
