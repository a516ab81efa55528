import { useState } from 'react';
import type { LabHit, LabQuestion, LabResult } from '#contract/lab.ts';
import { useSession } from '../../../../lib/api/api-context.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import { droppedHits, movesOf } from '../compare-hits.ts';
import classes from '../lab.module.css';
import { useAddWayToAsk, useCheckChanges } from '../lab-queries.ts';
import { AnswerCard } from './answer-card.tsx';
import { ChangePanel } from './change-panel.tsx';
import { ExamplesNear } from './examples-near.tsx';
import { HitCard } from './hit-card.tsx';
import { WordsLine } from './words-line.tsx';

interface LabBenchProps {
  question: LabQuestion;
  result: LabResult;
  onAskAgain: () => void;
}

/** One question taken apart, and beside it what a change of an article makes of it. */
export function LabBench({ question, result, onAskAgain }: LabBenchProps) {
  const isAdmin = useSession().can('admin');
  const [changing, setChanging] = useState<string>();
  const [tried, setTried] = useState<LabResult>();
  const checks = useCheckChanges();
  const settle = () => {
    setTried(undefined);
    onAskAgain();
  };
  const addWay = useAddWayToAsk(settle);
  const shown = tried ?? result;
  const moves = tried === undefined ? undefined : movesOf(result.hits, tried.hits);
  const dropped = tried === undefined ? [] : droppedHits(result.hits, tried.hits);
  const actionsOf = (hit: LabHit) => {
    const { articleId } = hit;
    if (!isAdmin || articleId === null) return undefined;
    return {
      isKnownWay: (hit.wayToAsk?.similarity ?? 0) > 0.9999,
      onChange: () => setChanging(articleId),
      onAddWay: () => addWay.mutate({ id: articleId, question: question.question }),
      onKeepCheck: () => checks.add.mutate({ articleId, question: question.question }),
    };
  };

  return (
    <div className={classes.bench} data-changing={changing !== undefined}>
      <div className={classes.findings}>
        <section aria-label="Answer">
          <h2>The customer would get {tried !== undefined && <StatusPill tone="accent">not saved yet</StatusPill>}</h2>
          <div className={classes.answers}>
            <AnswerCard answer={result.answer} label={tried === undefined ? undefined : 'Now'} />
            {tried !== undefined && <AnswerCard answer={tried.answer} label="With your change" />}
          </div>
        </section>
        <WordsLine result={shown} />
        <section aria-label="What is found">
          <h2>
            What it reads, best first
            <span className={classes.legend}>
              <i data-part="meaning" /> meaning <i data-part="words" /> words
            </span>
          </h2>
          {shown.hits.length === 0 && <p className={classes.none}>No article has anything of this question.</p>}
          <ol className={classes.hits}>
            {shown.hits.map((hit, rank) => (
              <HitCard
                key={hit.chunkId}
                hit={hit}
                rank={rank + 1}
                move={moves?.[rank]}
                isChanging={hit.articleId !== null && hit.articleId === changing}
                isCited={shown.answer.citations.some((citation) => citation.chunkId === hit.chunkId)}
                actions={actionsOf(hit)}
              />
            ))}
          </ol>
          {dropped.length > 0 && (
            <p className={classes.none}>
              No longer among them: {dropped.map((hit) => `${hit.code ?? ''} ${hit.title}`.trim()).join(', ')}
            </p>
          )}
        </section>
        <ExamplesNear result={shown} />
        <p className={classes.model}>
          Compared by {shown.embeddingModel}
          {!shown.isEmbedded && ', which cannot be reached now: only the words were looked for'} · answered by{' '}
          {shown.answer.model}
        </p>
      </div>
      {changing !== undefined && (
        <ChangePanel
          key={changing}
          articleId={changing}
          question={question}
          onTried={setTried}
          onSaved={settle}
          onClose={() => {
            setTried(undefined);
            setChanging(undefined);
          }}
        />
      )}
    </div>
  );
}
