import { Button } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { IconArchive, IconArchiveOff, IconDeviceFloppy } from '@tabler/icons-react';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Article, ArticleDraft } from '#contract/knowledge.ts';
import { useCommands } from '../../../lib/commands/use-commands.ts';
import { count, percent } from '../../../lib/format-number.ts';
import { Screen } from '../../../ui/screen.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { type ArticleFields, draftOf, fieldsOf, isSame, restoredFields } from '../article-form.ts';
import { useArticleChanges } from '../mutations.ts';
import { ArticleCare } from './article-care.tsx';
import { ArticleDetails } from './article-details.tsx';
import classes from './article-editor.module.css';
import { ArticleReplay } from './article-replay.tsx';
import { ArticleText } from './article-text.tsx';
import { ArticleVersions } from './article-versions.tsx';
import { LeaveDialog } from './leave-dialog.tsx';

interface ArticleEditorProps {
  /** Undefined for a new one. */
  article: Article | undefined;
  suggestedCode: string;
  /** How a new article begins and is published, where it comes from somewhere. */
  beginning?: ArticleBeginning;
}

export interface ArticleBeginning {
  fields: ArticleFields;
  description: string;
  /** Says what the draft is made of. */
  note: (form: UseFormReturnType<ArticleFields>) => ReactNode;
  publish: (draft: ArticleDraft, done: { onSuccess: (article: Pick<Article, 'id'>) => void }) => void;
  isPublishing: boolean;
}

/** Writes an article: its text with a preview, how customers ask for it, and its history. */
export function ArticleEditor({ article, suggestedCode, beginning }: ArticleEditorProps) {
  const navigate = useNavigate();
  const changes = useArticleChanges();
  const form = useForm<ArticleFields>({
    initialValues: beginning?.fields ?? fieldsOf(article, suggestedCode),
    validate: (values) => problemsOf(values),
  });
  const draft = draftOf(form.values);
  const isChanged = article === undefined ? draft.title !== '' || draft.bodyMarkdown !== '' : !isSame(article, draft);
  const isSaving = changes.create.isPending || changes.update.isPending || beginning?.isPublishing === true;
  const blocker = useBlocker({
    shouldBlockFn: () => isChanged && !isSaving,
    withResolver: true,
    enableBeforeUnload: isChanged,
  });

  const save = (override?: string) => {
    if (isSaving || !isChanged || form.validate().hasErrors) return;
    if (article !== undefined) {
      const said = override === undefined ? {} : { override };
      changes.update.mutate({ ...draft, id: article.id, expectedVersion: article.version, ...said });
      return;
    }
    const publish = beginning?.publish ?? changes.create.mutate;
    publish(draft, {
      onSuccess: ({ id }) =>
        navigate({ to: '/articles/$articleId', params: { articleId: id }, replace: true, ignoreBlocker: true }),
    });
  };

  useCommands({ 'article.save': () => save() });

  return (
    <Screen
      title={article?.title ?? 'New article'}
      description={
        article === undefined ? (beginning?.description ?? 'Not published yet') : <Facts article={article} />
      }
      actions={
        <>
          {article !== undefined && article.status === 'published' && (
            <Button
              variant="default"
              leftSection={<IconArchive size={15} aria-hidden />}
              onClick={() => changes.archive(article)}
            >
              Archive
            </Button>
          )}
          {article !== undefined && article.status === 'archived' && (
            <Button
              variant="default"
              leftSection={<IconArchiveOff size={15} aria-hidden />}
              onClick={() => changes.bringBack(article.id)}
            >
              Bring back
            </Button>
          )}
          <Button
            leftSection={<IconDeviceFloppy size={15} aria-hidden />}
            disabled={!isChanged}
            loading={isSaving}
            onClick={() => save()}
          >
            {article === undefined ? 'Publish' : 'Save'}
          </Button>
        </>
      }
    >
      <div className={classes.editor}>
        <div className={classes.main}>
          {beginning?.note(form)}
          <ArticleText form={form} />
          {article !== undefined && isChanged && ArticleDraft.safeParse(draft).success && (
            <ArticleReplay
              article={article}
              draft={draft}
              refusal={changes.refusalOf(draft)}
              isSaving={isSaving}
              onSave={save}
            />
          )}
        </div>
        <aside className={classes.side} aria-label="Article details">
          <ArticleDetails form={form} isNew={article === undefined} />
          <ArticleCare form={form} article={article} />
          {article !== undefined && (
            <ArticleVersions article={article} onRestore={(old) => form.setValues(restoredFields(old, form.values))} />
          )}
        </aside>
      </div>
      {blocker.status === 'blocked' && <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />}
    </Screen>
  );
}

function Facts({ article }: { article: Article }) {
  return (
    <>
      {article.code} · version {article.version} · cited {count(article.usageCount)} times · success{' '}
      {percent(article.successRate)} {article.status === 'archived' && <StatusPill tone="warn">Archived</StatusPill>}{' '}
      {article.isSample && <StatusPill tone="neutral">Sample</StatusPill>}
    </>
  );
}

/** The contract's own rules, at the fields that they are about. */
function problemsOf(values: ArticleFields): Record<string, string> {
  const checked = ArticleDraft.safeParse(draftOf(values));
  if (checked.success) return {};
  return Object.fromEntries(
    checked.error.issues.map((issue) => [String(issue.path[0] ?? 'bodyMarkdown'), issue.message]),
  );
}
