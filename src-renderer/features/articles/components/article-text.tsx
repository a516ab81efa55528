import { Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDeferredValue } from 'react';
import { Markdown } from '../../../ui/markdown.tsx';
import type { ArticleFields } from '../article-form.ts';
import classes from './article-editor.module.css';

/** Title and text, with the text as it will be read beside it. */
export function ArticleText({ form }: { form: UseFormReturnType<ArticleFields> }) {
  const shown = useDeferredValue(form.values.bodyMarkdown);
  return (
    <div className={classes.text}>
      <TextInput label="Title" {...form.getInputProps('title')} />
      <div className={classes.columns}>
        <Textarea
          label="Text (Markdown)"
          classNames={{ root: classes.area ?? '' }}
          spellCheck
          {...form.getInputProps('bodyMarkdown')}
        />
        <section className={classes.preview} aria-label="Preview">
          <h2>Preview</h2>
          <div className={classes.rendered}>
            <Markdown text={shown} />
          </div>
        </section>
      </div>
    </div>
  );
}
