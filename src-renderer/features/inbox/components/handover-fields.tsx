import type { HandoverSummary } from '#contract/conversations.ts';
import classes from './escalation-card.module.css';

const FIELDS: readonly { key: keyof HandoverSummary; label: string; none: string }[] = [
  { key: 'wants', label: 'Wants', none: 'Not said yet' },
  { key: 'facts', label: 'Facts', none: 'None told yet' },
  { key: 'tried', label: 'Tried', none: 'Nothing' },
  { key: 'offered', label: 'Offered', none: 'Nothing' },
  { key: 'open', label: 'Open', none: 'Nothing' },
];

/** What the AI leaves to the person who takes over. A fact leads to the message that it came from. */
export function HandoverFields({ summary }: { summary: HandoverSummary }) {
  return (
    <dl className={classes.fields} aria-label="What the AI found out">
      {FIELDS.map(({ key, label, none }) => (
        <div key={key} className={classes.field}>
          <dt>{label}</dt>
          <dd>
            {summary[key].length === 0 ? (
              <span className={classes.none}>{none}</span>
            ) : (
              <ul>
                {summary[key].map(({ text, messageId }) => (
                  <li key={`${messageId ?? ''} ${text}`}>
                    {messageId === null ? (
                      text
                    ) : (
                      <button
                        type="button"
                        className={classes.source}
                        title="Show the message"
                        onClick={() =>
                          document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'center' })
                        }
                      >
                        {text}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
