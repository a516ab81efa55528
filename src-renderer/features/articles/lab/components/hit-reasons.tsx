import type { LabHit, WayToAsk } from '#contract/lab.ts';
import classes from '../hit.module.css';

const SOURCES: Record<WayToAsk['source'], string> = {
  title: 'title',
  written: 'written',
  suggested: 'suggested',
  learned: 'learned',
};

/** Why a passage was found: the nearest way to ask, its own text, and the words. */
export function HitReasons({ hit }: { hit: LabHit }) {
  const words = hit.terms.filter(({ term }) => !term.includes(' '));
  const phrases = hit.terms.filter(({ term }) => term.includes(' '));
  return (
    <dl className={classes.reasons}>
      {hit.wayToAsk !== null && (
        <div>
          <dt>Asked alike</dt>
          <dd>
            “{hit.wayToAsk.text}” <em>{SOURCES[hit.wayToAsk.source]}</em> {hit.wayToAsk.similarity.toFixed(2)}
          </dd>
        </div>
      )}
      {hit.passageSimilarity !== null && (
        <div>
          <dt>Its text</dt>
          <dd>{hit.passageSimilarity.toFixed(2)}</dd>
        </div>
      )}
      {words.length > 0 && (
        <div>
          <dt>Words</dt>
          <dd>
            {words.map(({ term, inTitle }) => (
              <code
                key={term}
                data-title={inTitle > 0}
                title={inTitle > 0 ? 'in the title or a way to ask' : 'in the text'}
              >
                {term}
              </code>
            ))}
            {phrases.length > 0 && (
              <span title={phrases.map(({ term }) => term).join(', ')}>
                and {phrases.length} {phrases.length === 1 ? 'pair' : 'pairs'} of them
              </span>
            )}{' '}
            {hit.bm25.toFixed(1)}
          </dd>
        </div>
      )}
    </dl>
  );
}
