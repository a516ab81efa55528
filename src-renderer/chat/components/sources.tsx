import { IconFileText } from '@tabler/icons-react';
import type { Citation } from '#contract/conversations.ts';
import { shortSourceLabel, sourceLabel } from '../model/source-label.ts';
import classes from './sources.module.css';

/** What an answer was taken from. */
export function Sources({
  citations,
  onOpen,
}: {
  citations: readonly Citation[];
  onOpen: (citation: Citation) => void;
}) {
  return (
    <ul className={classes.sources} aria-label="Sources">
      {citations.map((citation) => (
        <li key={citation.chunkId}>
          <button
            type="button"
            className={classes.chip}
            aria-label={`Source ${sourceLabel(citation)}`}
            aria-haspopup="dialog"
            onClick={() => onOpen(citation)}
          >
            <IconFileText size={15} aria-hidden />
            <span className={classes.label}>{shortSourceLabel(citation)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
