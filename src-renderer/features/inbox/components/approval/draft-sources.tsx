import { IconQuote } from '@tabler/icons-react';
import { useState } from 'react';
import type { Draft } from '#contract/drafts.ts';
import { percent } from '../../../../lib/format-number.ts';
import detailClasses from '../answer-details.module.css';
import { CitationDrawer } from '../citation-drawer.tsx';

/** What a draft rests on, each source to be opened, and how sure the AI is of it. */
export function DraftSources({ draft }: { draft: Draft }) {
  const [shownChunk, setShownChunk] = useState<string>();
  const { citations = [], confidence } = draft.metadata;
  return (
    <>
      {citations.map((citation) => (
        <button
          key={citation.chunkId}
          type="button"
          className={detailClasses.citation}
          aria-label={`Source ${citation.code ?? ''}: ${citation.title}`}
          onClick={() => setShownChunk(citation.chunkId)}
        >
          <IconQuote size={12} aria-hidden />
          {citation.code !== null && <strong>{citation.code}</strong>} {citation.title}
        </button>
      ))}
      {confidence !== undefined && <span className={detailClasses.confidence}>{percent(confidence)} sure</span>}
      {shownChunk !== undefined && <CitationDrawer chunkId={shownChunk} onClose={() => setShownChunk(undefined)} />}
    </>
  );
}
