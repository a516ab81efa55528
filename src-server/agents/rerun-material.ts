import type { RerunKnowledge } from '../contract/trace-routes.ts';
import type { Trace } from '../contract/traces.ts';
import type { Queryable } from '../database/database.ts';
import { weighedTexts } from '../models/text/term-rarity.ts';
import type { AgentDeps, FoundExample, FoundSource } from './agent-deps.ts';
import { type AnswerMaterial, type AnswerOptions, createFindMaterial, SOURCE_COUNT } from './knowledge-agent.ts';
import { offerOnce } from './offer-once.ts';
import { standaloneQuestion, type Turn } from './turn.ts';

type Material = Pick<AnswerMaterial, 'sources' | 'examples'>;
type FoundThen = Omit<
  FoundSource,
  'code' | 'title' | 'similarity' | 'writtenSimilarity' | 'textScore' | 'textShare' | 'score'
>;

export interface RerunMaterialDeps
  extends Pick<AgentDeps, 'language' | 'searchKnowledge' | 'findExamples' | 'readTermRarity'> {
  db: Queryable;
  /** Passages that were found at a moment, as they were. */
  listPassages: (db: Queryable, chunkIds: readonly string[], at: Date) => Promise<FoundThen[]>;
  listExamples: (db: Queryable, ids: readonly string[]) => Promise<Omit<FoundExample, 'similarity'>[]>;
  /** What would be found if an article read as it did in one of its versions. */
  findWithVersion: (
    question: string,
    version: { articleId: string; version: number },
    signal?: AbortSignal,
  ) => Promise<{ hits: FoundSource[]; examples: FoundExample[] }>;
}

/** Looks up what a run answers from. Tells in `notes` where that is not quite what was asked for. */
export function createRerunMaterial(deps: RerunMaterialDeps) {
  const findNow = createFindMaterial(deps);

  async function findThen(trace: Trace, notes: string[]): Promise<Material> {
    const chunkIds = trace.retrieved.map((source) => source.chunkId);
    const exampleIds = trace.examples.map((example) => example.exampleId);
    const passages = await deps.listPassages(deps.db, chunkIds, new Date(trace.createdAt));
    const kept = await deps.listExamples(deps.db, exampleIds);
    const sources = trace.retrieved.flatMap(({ chunkId, code, title, similarity, textScore, textShare = 0, score }) =>
      passages
        .filter((passage) => passage.chunkId === chunkId)
        .map((passage) => ({
          ...{ ...passage, code, title, similarity, textScore, textShare, score },
          // A trace tells how near it was, not to which of its texts.
          writtenSimilarity: similarity,
        })),
    );
    const examples = trace.examples.flatMap(({ exampleId, similarity }) =>
      kept.filter((example) => example.id === exampleId).map((example) => ({ ...example, similarity })),
    );
    const gone = chunkIds.length + exampleIds.length - sources.length - examples.length;
    if (gone > 0) notes.push(`${gone} of the texts that were read then ${gone === 1 ? 'is' : 'are'} no longer there.`);
    return { sources, examples };
  }

  async function withRarity(question: string, { sources, examples }: Material): Promise<AnswerMaterial> {
    return { sources, examples, termRarity: await deps.readTermRarity(weighedTexts(question, sources)) };
  }

  return function findMaterialFor(knowledge: RerunKnowledge, trace: Trace, notes: string[]) {
    const readNothing = trace.retrieved.length + trace.examples.length === 0;
    return async (turn: Pick<Turn, 'question' | 'history'>, options: AnswerOptions = {}): Promise<AnswerMaterial> => {
      const question = standaloneQuestion(turn);
      if (knowledge.kind === 'version') {
        const { hits, examples } = await deps.findWithVersion(question, knowledge, options.signal);
        const offered = offerOnce(hits, examples);
        return withRarity(question, { ...offered, sources: offered.sources.slice(0, SOURCE_COUNT) });
      }
      if (knowledge.kind === 'then' && !readNothing) return withRarity(question, await findThen(trace, notes));
      if (knowledge.kind === 'then') notes.push('Nothing was read then, so the answer is made of what is found now.');
      return findNow(turn, options);
    };
  };
}
