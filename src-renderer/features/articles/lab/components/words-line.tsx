import type { LabResult } from '#contract/lab.ts';
import classes from '../lab.module.css';

/** What the search takes the question for: the words that carry meaning, and what stands in for those nobody wrote. */
export function WordsLine({ result }: { result: LabResult }) {
  return (
    <section aria-label="What the search understands">
      <h2>What the search looks for</h2>
      <ul className={classes.words}>
        {result.words.length === 0 && <li>No word that carries meaning: only the sense of the whole is compared.</li>}
        {result.words.map(({ word, meant }) => (
          <li key={word} data-corrected={meant.length > 0}>
            {meant.length === 0 ? (
              word
            ) : (
              <>
                <s>{word}</s> → {meant.join(', ')}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
