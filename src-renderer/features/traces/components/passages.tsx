import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { TraceDetail, TracePassage } from '#contract/trace-routes.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from '../traces.module.css';
import { ScoreLine } from './score-line.tsx';

/** What was read, best first: the texts as they were, and what has become of their articles. */
export function Passages({ trace }: { trace: TraceDetail }) {
  const { retrieved, passages, examples } = trace;
  const best = Math.max(...retrieved.map((source) => source.textScore), 1);
  return (
    <section aria-label="What it read">
      <h2>What it read, best first</h2>
      {retrieved.length + examples.length === 0 && (
        <p className={classes.note}>Nothing was looked up for this, or nothing fitting was found.</p>
      )}
      <ol className={classes.passages}>
        {retrieved.map((source, rank) => {
          const passage = passages.find((one) => one.chunkId === source.chunkId);
          return (
            <li key={source.chunkId} className={classes.passage} data-cited={source.cited}>
              <div className={classes.passageHead}>
                <span className={classes.rank}>{rank + 1}</span>
                <span className={classes.name}>
                  <b>{source.code}</b> {source.title}
                </span>
                {source.cited && <StatusPill tone="accent">cited</StatusPill>}
                {source.isLearned === true && <StatusPill tone="good">learned</StatusPill>}
                <SinceThen passage={passage} />
              </div>
              <dl className={classes.scores}>
                <ScoreLine label="Meaning" value={source.similarity} text={source.similarity.toFixed(2)} />
                <ScoreLine
                  label="Words"
                  value={source.textShare ?? source.textScore / best}
                  text={source.textScore.toFixed(1)}
                />
                <ScoreLine label="Together" value={source.score} text={source.score.toFixed(2)} kind="main" />
              </dl>
              {passage === undefined ? (
                <p className={classes.note}>The text is no longer there.</p>
              ) : (
                <details open={source.cited}>
                  <summary>The text as it was</summary>
                  <div className={classes.text}>
                    <Markdown text={passage.text} />
                  </div>
                </details>
              )}
            </li>
          );
        })}
      </ol>
      {examples.length > 0 && (
        <>
          <h3>Approved answers nearby</h3>
          <dl className={classes.scores}>
            {examples.map(({ exampleId, question, similarity, used }) => (
              <ScoreLine
                key={exampleId}
                label={`${question}${used ? ' (used)' : ''}`}
                value={similarity}
                text={similarity.toFixed(2)}
                kind={used ? 'main' : 'part'}
              />
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

/** Whether the article still reads as it did, with the way to it. */
function SinceThen({ passage }: { passage: TracePassage | undefined }) {
  if (passage === undefined || passage.articleId === null) return null;
  const { articleId, version, currentVersion, isCurrent } = passage;
  const hasChanged = version !== null && currentVersion !== null && currentVersion > version;
  return (
    <span className={classes.since}>
      {hasChanged && (
        <StatusPill tone="warn" icon={IconHistory}>
          changed since: version {version} then, {currentVersion} now
        </StatusPill>
      )}
      {!hasChanged && !isCurrent && <StatusPill tone="warn">no longer searched</StatusPill>}
      <Link to="/articles/$articleId" params={{ articleId }}>
        Open the article
      </Link>
    </span>
  );
}
