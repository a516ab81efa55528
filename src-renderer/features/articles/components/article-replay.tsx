import type { Article, ArticleDraft } from '#contract/knowledge.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { TrialCard } from '../../models/components/trial-card.tsx';
import { useTrial } from '../../models/use-trial.ts';
import classes from './article-editor.module.css';

const CONVERSATIONS = 50;

interface ArticleReplayProps {
  article: Article;
  draft: ArticleDraft;
  refusal: string | undefined;
  isSaving: boolean;
  onSave: (override: string) => void;
}

/** Tries a changed article on what customers asked, before it is saved. */
export function ArticleReplay({ article, draft, refusal, isSaving, onSave }: ArticleReplayProps) {
  const { client } = useSession();
  const trial = useTrial(JSON.stringify(draft), (start) =>
    client.replays.startArticle({
      ...{ articleId: article.id, expectedVersion: article.version, draft },
      ...{ conversations: CONVERSATIONS, ...start },
    }),
  );
  return (
    <section className={classes.replay} aria-label="Tried on what customers asked">
      <TrialCard
        trial={trial}
        intro={`Before you save: what would customers be answered with this change? It is tried on approved examples and the last ${CONVERSATIONS} conversations. Nothing is sent.`}
        then="With this change"
        refusal={refusal}
        isSaving={isSaving}
        onSave={onSave}
      />
    </section>
  );
}
