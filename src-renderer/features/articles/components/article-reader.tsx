import type { Article } from '#contract/knowledge.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { Screen } from '../../../ui/screen.tsx';
import classes from './article-editor.module.css';

export function ArticleReader({ article }: { article: Article }) {
  return (
    <Screen title={article.title} description={`${article.code} · ${CATEGORY_WORDS[article.category]}`}>
      <div className={classes.reader}>
        <Markdown text={article.bodyMarkdown} />
      </div>
    </Screen>
  );
}
