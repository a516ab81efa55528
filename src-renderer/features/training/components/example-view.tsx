import type { TrainingExample } from '#contract/learning.ts';
import { percent } from '../../../lib/format-number.ts';
import { SOURCE_WORDS } from '../../../lib/words.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { QualityParts } from '../../feedback/components/quality-parts.tsx';
import classes from './example.module.css';

/** A question and the answer that the AI would learn for it. */
export function ExampleView({ example }: { example: TrainingExample }) {
  return (
    <article className={classes.card} aria-label="Training example">
      <div className={classes.facts}>
        <StatusPill tone="accent">{SOURCE_WORDS[example.sourceType]}</StatusPill>
        {example.intent !== null && <StatusPill tone="neutral">{example.intent}</StatusPill>}
        {example.qualityScore !== null && <StatusPill tone="good">Quality {percent(example.qualityScore)}</StatusPill>}
        <span className={classes.time}>
          <RelativeTime at={example.createdAt} suffix=" ago" />
        </span>
      </div>
      <h2 className={classes.label}>Question</h2>
      <p className={classes.question}>{example.question}</p>
      <h2 className={classes.label}>Answer</h2>
      <Markdown text={example.answer} />
      {example.messageId !== null && example.qualityScore !== null && <QualityParts messageId={example.messageId} />}
    </article>
  );
}
