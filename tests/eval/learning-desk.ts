import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../../src-server/agents/draft.ts';
import { createKnowledgeAgent } from '../../src-server/agents/knowledge-agent.ts';
import { DEFAULT_POLICY } from '../../src-server/agents/policy/default-policy.ts';
import { insertCitations } from '../../src-server/agents/trace.store.ts';
import { composeLikeness, createDeskProbe } from '../../src-server/compose-desk-probe.ts';
import { composeRefreshes } from '../../src-server/compose-refreshes.ts';
import { TrainingSettings } from '../../src-server/contract/training-jobs.ts';
import { BUILT_IN_TUNING } from '../../src-server/contract/tuning.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { Jobs } from '../../src-server/jobs/create-jobs.ts';
import { createProbeSearch } from '../../src-server/knowledge/probe-search.ts';
import { createTermRarityReader } from '../../src-server/knowledge/read-term-rarity.ts';
import { readStatistics } from '../../src-server/knowledge/term-statistics.ts';
import { createBuildDataset } from '../../src-server/learning/build-dataset.ts';
import { createFindExamplesFor } from '../../src-server/learning/find-examples.ts';
import { createProposeCorrection } from '../../src-server/learning/propose-example.ts';
import { createRecordFeedback } from '../../src-server/learning/record-feedback.ts';
import { createReviewExamples } from '../../src-server/learning/review-example.ts';
import { createScrubber } from '../../src-server/learning/scrub-pii.ts';
import { createLocalTrainer } from '../../src-server/learning/training/local/local-trainer.ts';
import type { TrainerCall } from '../../src-server/learning/training/trainer.ts';
import { createCompareTexts } from '../../src-server/models/compare-texts.ts';
import { createOfflineLanguageModel } from '../../src-server/models/offline/offline-language-model.ts';
import { readSettings } from '../../src-server/settings/settings.store.ts';
import { type CorpusRow, openEvalDesk } from './eval-desk.ts';

/** A desk that is asked, judged and taught by the product's own use cases, as through the chat and the training review. */
export interface LearningDesk {
  /** What a customer gets who begins a conversation with this question. Nothing is stored. */
  ask(question: string): Promise<Asked>;
  /** The same as a conversation that is stored. Returns the AI's message. */
  converse(question: string, asked: Asked): Promise<string>;
  /** A customer finds nothing to wish for. Returns the candidate that the answer became, if it became one. */
  praise(messageId: string): Promise<string | undefined>;
  /** A colleague writes what the answer should have been. Returns the candidate. */
  correct(messageId: string, answer: string): Promise<string>;
  approve(exampleId: string): Promise<void>;
  /**
   * Trains a version on this machine, from a dataset of all that is approved, and has it answer from now on, unless it is
   * worse than the one before on the examples that were held back.
   */
  train(): Promise<void>;
  /** Does what the approvals have asked for: the fiftieth one a refresh of the knowledge base. */
  runJobs(): Promise<void>;
  stop(): Promise<void>;
}

export interface Asked {
  reply: Reply;
  /** The rows that are found for it and the examples that are near, best first. */
  found: Found[];
}

/** A corpus row, or an approved example. */
export type Found = { rowId: string } | { exampleId: string };

const HITS = 50;

export async function openLearningDesk(corpus: readonly CorpusRow[]): Promise<LearningDesk> {
  const desk = await openEvalDesk(corpus);
  const { db, clock, log, activeEmbedder } = desk.deps;
  const learning = { db, clock, newId, log, activeEmbedder, scrub: createScrubber, requestComparing: async () => {} };
  const jobs = createQueue();
  const refreshes = composeRefreshes({ knowledge: desk.deps, learning, jobs });
  const review = createReviewExamples({
    ...learning,
    followReview: refreshes.followReview,
    recordAudit: async () => {},
    // Whoever approves here knows that the answer is right, so would accept whatever it contradicts.
    checkConflicts: async () => [],
  });
  const instructions = { version: 0, answers: '', complaints: '' };
  const settings = { ...(await readSettings(db)), policy: DEFAULT_POLICY, instructions };
  const rowIds = new Map<string, string>();
  const findExamples = createFindExamplesFor(learning);
  const language = createOfflineLanguageModel({ nowMs: () => performance.now() });
  const compareTexts = createCompareTexts(await activeEmbedder());
  const readTermRarity = createTermRarityReader(readStatistics(db));
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-learning-'));
  const buildDataset = createBuildDataset({ ...learning, dataDir });
  const trainer = createLocalTrainer({
    db,
    probe: createDeskProbe(
      {
        models: { fallbackLanguage: language },
        // Whatever is asked here is about the articles.
        router: { classify: async () => [] },
        knowledge: { search: desk.search, probeSearch: createProbeSearch(desk.deps, readStatistics(db)) },
        answering: { findExamples, readTermRarity },
      },
      composeLikeness(compareTexts),
    ),
  });
  let tuning = BUILT_IN_TUNING;
  const answer = createKnowledgeAgent({
    ...{ language, compareTexts, findExamples, readTermRarity },
    async searchKnowledge(query, limit, call) {
      const hits = await desk.search({ ...call, query, limit });
      for (const hit of hits) rowIds.set(hit.chunkId, hit.rowId);
      return hits;
    },
  });
  const reviewerId = newId();
  await db.query(`INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ada', 'admin')`, [reviewerId]);

  return {
    async ask(question) {
      const turn = { ...NEW_TURN, question };
      const reply = await answer(turn, settings, { tuning });
      const hits = await desk.search({ query: question, limit: HITS, weights: tuning.retrieval });
      const used = reply.trace.examples.filter((example) => example.used);
      const cited = reply.trace.retrieved.filter((source) => source.cited);
      const found: Found[] = [
        ...used.map(({ exampleId }) => ({ exampleId })),
        ...cited.flatMap(({ chunkId }) => sourceOf(hits.find((hit) => hit.chunkId === chunkId))),
        ...hits.flatMap(sourceOf),
      ];
      return { reply, found };
    },
    async converse(question, { reply }) {
      const [conversationId, questionId, messageId] = [newId(), newId(), newId()];
      const [text, metadata, cited] =
        reply.action === 'send' ? [reply.text, reply.metadata, reply.citedChunkIds] : ['A person will answer.', {}, []];
      await db.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1::uuid, 'live_chat', 'visitor', $1::uuid::text)`,
          [conversationId],
        );
        await tx.query(`INSERT INTO ai.messages (id, conversation_id, role, content) VALUES ($1, $2, 'user', $3)`, [
          questionId,
          conversationId,
          question,
        ]);
        await tx.query(
          `INSERT INTO ai.messages (id, conversation_id, role, content, metadata) VALUES ($1, $2, 'assistant', $3, $4::jsonb)`,
          [messageId, conversationId, text, JSON.stringify(metadata)],
        );
        await insertCitations(tx, messageId, cited);
      });
      return messageId;
    },
    async praise(messageId) {
      const said = { thumbs: 'up' as const, stars: 5, helpful: true, accurate: true };
      const { exampleId } = await createRecordFeedback(learning)({ ...said, messageId, author: { kind: 'customer' } });
      return exampleId;
    },
    async correct(messageId, text) {
      const { exampleId } = await createProposeCorrection(learning)({ messageId, answer: text });
      return exampleId;
    },
    approve: async (id) => void (await review.approve({ id, reviewerId })),
    async train() {
      const dataset = await buildDataset({ id: newId(), createdBy: reviewerId });
      const job = { id: newId(), settings: TrainingSettings.parse({}), dataset, remote: {} };
      const made = await trainer.advance(job, NOBODY_WATCHES);
      if (made.kind !== 'done') throw new Error('Training on this machine ends in one go.');
      const { figures } = made.model.report;
      if (
        figures.every(({ name, before, after }) => (name === 'calibration_error' ? after <= before : after >= before))
      )
        tuning = made.model.tuning;
    },
    runJobs: jobs.run,
    async stop() {
      await desk.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const NEW_TURN = {
  conversationId: '',
  channel: 'live_chat' as const,
  customerId: '',
  fence: 0,
  questionMessageId: '',
  history: [],
};

const NOBODY_WATCHES: TrainerCall = {
  signal: new AbortController().signal,
  progress: async () => {},
  tell: async () => {},
  remember: async () => {},
};

function sourceOf(hit: { rowId: string; exampleId: string | null } | undefined): Found[] {
  if (hit === undefined) return [];
  return [hit.exampleId === null ? { rowId: hit.rowId } : { exampleId: hit.exampleId }];
}

/** Keeps jobs until they are asked for, so that no measurement meets one half-way. */
function createQueue(): Pick<Jobs, 'define'> & { run(): Promise<void> } {
  const waiting: (() => Promise<void>)[] = [];
  return {
    define: (definition) => ({
      name: definition.name,
      async enqueue(_tx, payload) {
        waiting.push(() => definition.run(payload, { signal: new AbortController().signal, attempt: 1 }));
      },
    }),
    async run() {
      for (const work of waiting.splice(0)) await work();
    },
  };
}
