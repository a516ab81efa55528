import { Button, CloseButton, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Article } from '#contract/knowledge.ts';
import { ArticleCategory } from '#contract/knowledge.ts';
import type { LabQuestion, LabResult } from '#contract/lab.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { CATEGORY_WORDS } from '../../../../lib/words.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { OverrideForm } from '../../../models/components/override-form.tsx';
import { type ArticleFields, draftOf, fieldsOf, isSame } from '../../article-form.ts';
import { useArticleChanges } from '../../mutations.ts';
import { useArticle } from '../../queries.ts';
import classes from '../lab.module.css';
import { useTryChange } from '../lab-queries.ts';

interface ChangePanelProps {
  articleId: string;
  question: LabQuestion;
  onTried: (result: LabResult | undefined) => void;
  onSaved: () => void;
  onClose: () => void;
}

/** Changes an article in place: tried first, saved only when the difference is what was wanted. */
export function ChangePanel({ articleId, ...props }: ChangePanelProps) {
  const article = useArticle(articleId);
  return (
    <aside className={classes.change} aria-label="Change the article">
      {article.isPending && <SkeletonRows />}
      {article.isError && <ErrorState failure={failureOf(article.error)} onRetry={() => void article.refetch()} />}
      {article.data !== undefined && <ChangeForm key={article.data.version} article={article.data} {...props} />}
    </aside>
  );
}

type ChangeFormProps = Omit<ChangePanelProps, 'articleId'> & { article: Article };

function ChangeForm({ article, question, onTried, onSaved, onClose }: ChangeFormProps) {
  const tryChange = useTryChange();
  const { update, refusalOf } = useArticleChanges();
  const form = useForm<ArticleFields>({ initialValues: fieldsOf(article, '') });
  const draft = draftOf(form.values);
  const isChanged = !isSame(article, draft);
  const input = { articleId: article.id, expectedVersion: article.version, draft };
  const attempt = () => tryChange.mutate({ ...question, ...input }, { onSuccess: onTried });
  const save = (override?: string) =>
    update.mutate(
      { ...draft, id: article.id, expectedVersion: article.version, ...(override === undefined ? {} : { override }) },
      { onSuccess: onSaved },
    );
  const refusal = refusalOf(draft);
  const discard = () => {
    form.reset();
    onTried(undefined);
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          attempt();
        }}
      >
        <Group justify="space-between" wrap="nowrap">
          <h2>Change {article.code} and see</h2>
          <CloseButton aria-label="Close without saving" onClick={onClose} />
        </Group>
        <Stack gap="sm">
          <TextInput label="Title" {...form.getInputProps('title')} />
          <Select
            label="Category"
            allowDeselect={false}
            data={ArticleCategory.options.map((value) => ({ value, label: CATEGORY_WORDS[value] }))}
            {...form.getInputProps('category')}
          />
          <Textarea
            label="Questions"
            description="Ways to ask, one on a line."
            autosize
            minRows={3}
            maxRows={8}
            {...form.getInputProps('questions')}
          />
          <Textarea label="Text (Markdown)" autosize minRows={8} maxRows={18} {...form.getInputProps('bodyMarkdown')} />
          <Button type="submit" disabled={!isChanged} loading={tryChange.isPending}>
            See the difference
          </Button>
          <Group grow>
            <Button variant="default" disabled={!isChanged} onClick={discard}>
              Discard
            </Button>
            <Button variant="default" disabled={!isChanged} loading={update.isPending} onClick={() => save()}>
              Save the change
            </Button>
          </Group>
        </Stack>
      </form>
      {refusal !== undefined && (
        <div className={classes.refusal} role="alert">
          <p>{refusal}</p>
          <OverrideForm label="Why do you save it all the same?" isSaving={update.isPending} onSave={save} />
        </div>
      )}
    </>
  );
}
