import { createCopilotRoutes } from './agents/copilot/copilot.routes.ts';
import type { CopilotDeps } from './agents/copilot/create-copilot.ts';
import { getConversation } from './desk/conversation.store.ts';
import { findOpenDraft, getDraft } from './desk/drafts/draft.store.ts';
import { createKeepDraft } from './desk/drafts/keep-draft.ts';
import { lastSeq } from './desk/message.store.ts';
import { oneSlipAway } from './knowledge/letter-slips.ts';
import { findKnownTerms } from './knowledge/term.store.ts';
import { isCommonWord } from './learning/pii/vocabulary.ts';
import type { Models } from './models/create-models.ts';
import { terms } from './models/text/words.ts';

type CopilotCompositionDeps = Pick<
  CopilotDeps,
  | 'db'
  | 'clock'
  | 'newId'
  | 'readSettings'
  | 'language'
  | 'searchKnowledge'
  | 'findExamples'
  | 'readTermRarity'
  | 'compareTexts'
  | 'bookings'
> & { models: Models; modelMode: 'offline' | 'api' };

/** Hands the copilot what it needs of desk, knowledge and the dictionary. */
export function composeCopilot({ models, modelMode, ...deps }: CopilotCompositionDeps) {
  return createCopilotRoutes({
    ...deps,
    perform: models.perform,
    hasModel: modelMode === 'api',
    getConversation,
    lastSeq,
    getDraft,
    findOpenDraft,
    keepDraft: createKeepDraft(deps),
    spelling: {
      isWord: isCommonWord,
      async findKnownWords(words) {
        const stems = new Map(words.map((word) => [word, terms(word)[0] ?? word]));
        const known = await findKnownTerms(deps.db, [...stems.values()]);
        return new Set(words.filter((word) => known.has(stems.get(word) ?? word)));
      },
      oneSlipAway: (word) => oneSlipAway(word, word.length),
    },
  });
}
