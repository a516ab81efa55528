import type { LabHit } from '#contract/lab.ts';
import classes from '../hit.module.css';

/** The score as what meaning and words each add to it. */
export function ScoreBar({ hit: { score, meaningPart, wordsPart } }: { hit: LabHit }) {
  const percentOf = (part: number) => `${Math.min(1, part) * 100}%`;
  const text = `Score ${score.toFixed(2)}: meaning ${meaningPart.toFixed(2)}, words ${wordsPart.toFixed(2)}`;
  return (
    <span className={classes.score}>
      <span className={classes.bars} role="img" aria-label={text} title={text}>
        <span data-part="meaning" style={{ width: percentOf(meaningPart) }} />
        <span data-part="words" style={{ width: percentOf(wordsPart) }} />
      </span>
      {score.toFixed(2)}
    </span>
  );
}
