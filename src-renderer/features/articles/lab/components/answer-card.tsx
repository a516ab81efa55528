import { IconCheck, IconX } from '@tabler/icons-react';
import type { AnswerPreview } from '#contract/lab.ts';
import { REASON_WORDS } from '../../../../lib/words.ts';
import { Markdown } from '../../../../ui/markdown.tsx';
import { StatusPill, type Tone } from '../../../../ui/status-pill.tsx';
import classes from '../answer.module.css';
import { ConfidenceBar } from './confidence-bar.tsx';

const OUTCOMES: Record<AnswerPreview['outcome'], { text: string; tone: Tone }> = {
  answered: { text: 'An answer', tone: 'good' },
  declined: { text: 'Word that it does not know', tone: 'warn' },
  escalated: { text: 'A person', tone: 'staff' },
};

/** What the customer would read, how sure the AI is of it, and what decided. */
export function AnswerCard({ answer, label }: { answer: AnswerPreview; label: string | undefined }) {
  const outcome = OUTCOMES[answer.outcome];
  return (
    <article className={classes.answer} data-outcome={answer.outcome} aria-label={label ?? 'Answer'}>
      <header className={classes.answerHead}>
        {label !== undefined && <strong>{label}</strong>}
        <StatusPill tone={outcome.tone}>{outcome.text}</StatusPill>
        <ConfidenceBar confidence={answer.confidence} threshold={answer.threshold} />
      </header>
      {answer.text === null ? (
        <p className={classes.handOver}>
          {answer.reason === null
            ? 'Handed over to a person.'
            : `Handed over: ${REASON_WORDS[answer.reason].toLowerCase()}.`}
        </p>
      ) : (
        <div className={classes.answerText}>
          <Markdown text={answer.text} />
        </div>
      )}
      <footer className={classes.answerFoot}>
        {answer.citations.map((citation) => (
          <StatusPill key={citation.chunkId} tone="accent">
            {citation.code === null ? citation.title : `${citation.code}: ${citation.title}`}
          </StatusPill>
        ))}
        {answer.usedExampleId !== null && <StatusPill tone="good">from an approved example</StatusPill>}
        {answer.checks.map((check) => (
          <span key={check.name} className={classes.check} data-passed={check.passed}>
            {check.passed ? (
              <IconCheck size={13} role="img" aria-label="passed" />
            ) : (
              <IconX size={13} role="img" aria-label="failed" />
            )}
            {check.name}
          </span>
        ))}
      </footer>
    </article>
  );
}
