import { Button, TextInput } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SearchHit } from '#contract/knowledge.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from './try-question.module.css';

/** Asks as a customer would, and shows what the AI would read for it. */
export function TryQuestion() {
  const [question, setQuestion] = useState('');
  const search = useMutation(useApi().knowledge.search.mutationOptions());
  const ask = () => {
    if (question.trim() !== '') search.mutate({ query: question, limit: 5 });
  };
  return (
    <aside className={classes.panel} aria-label="Try a question">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <TextInput
          label="Try a question"
          description="What would the AI read to answer it?"
          placeholder="Can I cancel a week before?"
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" fullWidth mt={8} loading={search.isPending}>
          Find sources
        </Button>
      </form>
      {search.isIdle && (
        <EmptyState icon={IconZoomQuestion} title="See what is found">
          If the right article is not first, add the customer's words to its questions.
        </EmptyState>
      )}
      {search.isPending && <SkeletonRows rows={4} height={64} />}
      {search.isError && <ErrorState failure={failureOf(search.error)} onRetry={ask} />}
      {search.data !== undefined && <Hits hits={search.data.hits} embeddingModel={search.data.embeddingModel} />}
    </aside>
  );
}

function Hits({ hits, embeddingModel }: { hits: SearchHit[]; embeddingModel: string }) {
  if (hits.length === 0) {
    return (
      <EmptyState icon={IconZoomQuestion} title="Nothing was found">
        Write an article about it: the AI would hand this question over.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={classes.hits} aria-label="Sources found">
        {hits.map((hit) => (
          <li key={hit.chunkId} className={classes.hit}>
            <div className={classes.name}>
              {hit.articleId === null ? (
                hit.title
              ) : (
                <Link to="/articles/$articleId" params={{ articleId: hit.articleId }}>
                  {hit.code} {hit.title}
                </Link>
              )}
            </div>
            <div className={classes.scores}>
              <meter min={0} max={1} value={Math.min(1, Math.max(0, hit.score))} aria-label="Score" />
              {hit.score.toFixed(2)}
              <span title="How near the meaning is">meaning {hit.similarity.toFixed(2)}</span>
              <span title="How well the words fit">words {hit.textScore.toFixed(1)}</span>
            </div>
            <p className={classes.text}>{hit.text}</p>
          </li>
        ))}
      </ol>
      <p className={classes.model}>Compared by {embeddingModel}</p>
    </>
  );
}
