import { z } from 'zod';
import { createFindAnswer } from './agents/find-answer.ts';
import type { Database } from './database/database.ts';
import { findStaffReplies } from './desk/staff-reply.store.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { createGaps } from './knowledge/gaps/create-gaps.ts';
import type { KnowledgeDeps } from './knowledge/knowledge-deps.ts';
import { createTermRarityReader } from './knowledge/read-term-rarity.ts';
import { createSaveArticle } from './knowledge/save-article.ts';
import type { SearchKnowledge } from './knowledge/search-knowledge.ts';
import { readStatistics } from './knowledge/term-statistics.ts';
import type { CandidateDeps } from './learning/candidates.ts';
import { createProposeStaffAnswer } from './learning/propose-example.ts';
import { isLowValueQuestion } from './learning/question-value.ts';
import { createScrubText } from './learning/scrub-text.ts';

export interface GapCompositionDeps {
  knowledge: KnowledgeDeps & { db: Database };
  learning: CandidateDeps;
  search: SearchKnowledge;
  /** What the agents answer with. */
  answering: Parameters<typeof createFindAnswer>[0];
  jobs: Pick<Jobs, 'define' | 'schedule'>;
}

/** Hands the gaps what they need of desk, learning and agents, and has them looked after. */
export function composeGaps({ knowledge, learning, search, answering, jobs }: GapCompositionDeps) {
  const gaps = createGaps({
    ...knowledge,
    search,
    scrubText: createScrubText(learning),
    proposeAnswer: createProposeStaffAnswer(learning),
    asksNothing: isLowValueQuestion,
    findStaffReplies,
    findAnswer: createFindAnswer(answering),
    readTermRarity: (db, texts) => createTermRarityReader(readStatistics(db))(texts),
    createArticle: createSaveArticle(knowledge).create,
    requestSorting: (tx) => sorting.enqueue(tx, null, { singletonKey: 'all' }),
  });
  const sorting = jobs.define({
    name: 'gaps.sort',
    payload: z.null(),
    timeoutSeconds: 300,
    run: async (_, { signal }) => void (await gaps.sort(signal)),
  });
  jobs.schedule('3-59/5 * * * *', {
    name: 'gaps.tend',
    payload: z.null(),
    timeoutSeconds: 300,
    run: (_, { signal }) => gaps.tend(signal),
  });
  jobs.schedule('40 3 * * *', {
    name: 'gaps.join',
    payload: z.null(),
    timeoutSeconds: 300,
    run: async (_, { signal }) => void (await gaps.join(signal)),
  });
  return { recordUnanswered: gaps.recordUnanswered, routes: gaps.routes };
}
