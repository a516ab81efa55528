import { Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { ArticleCategory } from '#contract/knowledge.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import type { ArticleFields } from '../article-form.ts';

/** By what an article is named, sorted and found. */
export function ArticleDetails({ form, isNew }: { form: UseFormReturnType<ArticleFields>; isNew: boolean }) {
  return (
    <Stack gap="sm">
      <TextInput
        label="Code"
        description={isNew ? 'Answers cite it.' : 'Answers cite it; changing it does not change old answers.'}
        {...form.getInputProps('code')}
      />
      <Select
        label="Category"
        allowDeselect={false}
        data={ArticleCategory.options.map((value) => ({ value, label: CATEGORY_WORDS[value] }))}
        {...form.getInputProps('category')}
      />
      <TagsInput label="Tags" placeholder="Add a tag" clearable {...form.getInputProps('tags')} />
      <Textarea
        label="Questions"
        description="How customers ask for it, one on a line. The AI finds the article by them."
        autosize
        minRows={4}
        maxRows={12}
        {...form.getInputProps('questions')}
      />
    </Stack>
  );
}
