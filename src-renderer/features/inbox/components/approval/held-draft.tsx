import type { Draft } from '#contract/drafts.ts';
import { PreparedStrip } from '../../copilot/components/prepared-strip.tsx';
import type { ComposerText } from '../../copilot/use-composer-text.ts';
import { useDrafting } from '../../copilot/use-drafting.ts';

/** The draft that waited for approval when a person took the conversation over: still at hand, also without the copilot. */
export function HeldDraft({ draft, text, field }: { draft: Draft; text: string; field: ComposerText }) {
  const { putAway } = useDrafting(draft.conversationId, field);
  return (
    <PreparedStrip
      prepared={{ draft, unsupported: [] }}
      text={text}
      onInsert={() => field.insert(draft.content)}
      onBack={() => field.replace(draft.content, 'Back to the draft.')}
      onPutAway={(reason) => void putAway(draft, reason)}
    />
  );
}
