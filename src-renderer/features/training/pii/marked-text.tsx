import type { PiiText } from '#contract/pii.ts';
import { cutText } from './cut-text.ts';
import classes from './pii.module.css';
import { PII_WORDS } from './pii-words.ts';

interface MarkedTextProps {
  label: string;
  text: PiiText;
  onUnmark: (words: string) => void;
}

/** A text with what is replaced in it; a mark that may be wrong is a button that says so. */
export function MarkedText({ label, text, onUnmark }: MarkedTextProps) {
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <p className={classes.text} data-pii-text>
        {cutText(text.text, text.spans).map(({ text: words, start, span }) => {
          if (span === undefined) return <span key={start}>{words}</span>;
          const type = PII_WORDS[span.type];
          const isFixed = span.by === 'proposed' || span.by === 'record';
          if (isFixed)
            return (
              <mark
                key={start}
                data-by={span.by}
                title={span.by === 'record' ? `${type}: in the customer's record` : `${type}: replaced already`}
              >
                {words}
                <small aria-hidden>{type}</small>
              </mark>
            );
          return (
            <button
              key={start}
              type="button"
              className={classes.mark}
              data-by={span.by}
              title={`${type}. Click if it is none.`}
              aria-label={`${words}, ${type}: not personal data`}
              onClick={() => onUnmark(words)}
            >
              {words}
              <small aria-hidden>{type}</small>
            </button>
          );
        })}
      </p>
      {text.scrubbed !== text.text && (
        <p className={classes.scrubbed}>
          <span>Exported as</span> {text.scrubbed}
        </p>
      )}
    </section>
  );
}
