import { IconQuote } from '@tabler/icons-react';
import { useState } from 'react';
import type { Citation } from '#contract/conversations.ts';
import { CitationDrawer } from './citation-drawer.tsx';
import classes from './source-chips.module.css';

/** What an answer or a draft rests on, one chip a source; each opens the text as it was when it was cited. */
export function SourceChips({ citations = [] }: { citations?: readonly Citation[] | undefined }) {
  const [shownChunk, setShownChunk] = useState<string>();
  return (
    <>
      {citations.map((citation) => (
        <button
          key={citation.chunkId}
          type="button"
          className={classes.chip}
          aria-label={`Source ${citation.code ?? ''}: ${citation.title}`}
          onClick={() => setShownChunk(citation.chunkId)}
        >
          <IconQuote size={12} aria-hidden />
          {citation.code !== null && <strong>{citation.code}</strong>} {citation.title}
        </button>
      ))}
      {shownChunk !== undefined && <CitationDrawer chunkId={shownChunk} onClose={() => setShownChunk(undefined)} />}
    </>
  );
}
