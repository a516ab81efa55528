import type { LabResult } from '#contract/lab.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import classes from '../lab.module.css';

/** Approved examples whose questions are near: what the AI has learned from people. */
export function ExamplesNear({ result }: { result: LabResult }) {
  if (result.examples.length === 0) return null;
  return (
    <section aria-label="Learned examples">
      <h2>What it has learned nearby</h2>
      <ul className={classes.examples}>
        {result.examples.map((example) => (
          <li key={example.id}>
            <b>{example.question}</b> {example.similarity.toFixed(2)}{' '}
            {example.id === result.answer.usedExampleId && <StatusPill tone="good">used</StatusPill>}
            <p className={classes.text}>{example.answer}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
