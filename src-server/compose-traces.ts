import { createTraceRoutes, type TraceRoutesDeps } from './agents/traces.routes.ts';
import type { KnowledgeDeps } from './knowledge/knowledge-deps.ts';
import { createFindWithVersion } from './knowledge/lab/find-with-version.ts';
import { listPassages } from './knowledge/passage.store.ts';
import { findExamples, listExamplesById } from './learning/find-examples.ts';
import type { Models } from './models/create-models.ts';

type Composed = 'listPassages' | 'listExamples' | 'findWithVersion' | 'listLanguages' | 'languageFor' | 'offlineModel';

export interface TraceCompositionDeps {
  knowledge: KnowledgeDeps;
  models: Pick<Models, 'listLanguages' | 'languageFor' | 'fallbackLanguage'>;
  /** What the agents answer with. */
  answering: Omit<TraceRoutesDeps, Composed>;
}

/** Hands traces what they need of knowledge, learning and the models. */
export function composeTraces({ knowledge, models, answering }: TraceCompositionDeps) {
  return createTraceRoutes({
    ...answering,
    listPassages,
    listExamples: listExamplesById,
    findWithVersion: createFindWithVersion({ ...knowledge, findExamples }),
    listLanguages: models.listLanguages,
    languageFor: models.languageFor,
    offlineModel: models.fallbackLanguage.model,
  });
}
