import type { AgentDeps } from './agents/agent-deps.ts';
import { claimsOf } from './agents/checks/claims.ts';
import { createFindMaterial, toGroundedSource } from './agents/knowledge-agent.ts';
import type { Router } from './agents/router/create-router.ts';
import type { createKnowledge } from './knowledge/create-knowledge.ts';
import { createJudgeLikeness } from './learning/replay/judge-likeness.ts';
import type { DeskProbe } from './learning/training/local/probe.ts';
import type { Models } from './models/create-models.ts';

export interface DeskProbeDeps {
  models: Pick<Models, 'fallbackLanguage'>;
  router: Pick<Router, 'classify'>;
  knowledge: Pick<ReturnType<typeof createKnowledge>, 'search' | 'probeSearch'>;
  answering: Pick<AgentDeps, 'findExamples' | 'readTermRarity'>;
}

/** A passage this near to an answer says it. */
const SAYS_IT_FROM = 0.6;

/** How nearly two answers say the same, by their meaning and by what they claim. */
export function composeLikeness(compareTexts: Models['compareTexts']) {
  return createJudgeLikeness({
    compareTexts,
    readClaims: (text) => claimsOf(text).map(({ kind, value }) => `${kind} ${value}`),
  });
}

/** The desk as the local trainer asks it: by its own search, router and offline answerer. */
export function createDeskProbe(
  { models, router, knowledge, answering }: DeskProbeDeps,
  likeness: DeskProbe['likeness'],
): DeskProbe {
  const language = models.fallbackLanguage;
  return {
    likeness,
    search: knowledge.probeSearch,
    async findPassage(answer, without, signal) {
      const hits = await knowledge.search({ query: answer, limit: 3, signal });
      return hits.find(({ exampleId, similarity }) => exampleId !== without && similarity >= SAYS_IT_FROM)?.chunkId;
    },
    classify: (question, signal) => router.classify(question, { signal }),
    async answer(question, without, weights, signal) {
      const findMaterial = createFindMaterial({
        language,
        readTermRarity: answering.readTermRarity,
        searchKnowledge: async (query, limit, call) =>
          (await knowledge.probeSearch(query, without, signal)).hits(call?.weights, limit),
        findExamples: async (query, limit, call) =>
          (await answering.findExamples(query, limit + 1, call)).filter(({ id }) => id !== without).slice(0, limit),
      });
      const { sources, examples, termRarity } = await findMaterial(
        { question, history: [], language: undefined },
        { signal, weights },
      );
      const { text, confidence, model } = await language.answerFromSources(
        {
          ...{ question, history: [], temperature: 0, businessName: '' },
          ...{ sources: sources.map(toGroundedSource), examples, termRarity },
          answerableFrom: 0,
        },
        { signal },
      );
      return { text, confidence, model };
    },
  };
}
