import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import { declineText } from '../decline-text.ts';
import type { CallOptions } from '../embedder.ts';
import type { GroundedAnswer, GroundedRequest, LanguageModel } from '../language-model.ts';
import { askedPart, askingSentences } from '../text/asked-part.ts';
import { createTermRarity, type TermRarity } from '../text/term-rarity.ts';
import { answerProbability } from './answerability.ts';
import { composeAnswer } from './compose-answer.ts';
import { matchFeatures } from './match-features.ts';
import { viewQuestion } from './question-view.ts';
import { asksTheSame, SAME_FROM } from './same-question.ts';
import { viewSource } from './source-view.ts';

const OFFLINE_LANGUAGE_MODEL = 'offline-extractive';
const VERSION = 'offline-1';

/**
 * Answers without any model behind an API, in the words of the sources: an approved example that asks the same gives
 * its answer; otherwise the source that most likely answers is quoted; otherwise it says that it does not know.
 */
export function createOfflineLanguageModel(deps: { nowMs: () => number }): LanguageModel {
  return {
    model: OFFLINE_LANGUAGE_MODEL,
    kind: 'offline',
    async answerFromSources(request: GroundedRequest, options: CallOptions = {}) {
      options.signal?.throwIfAborted();
      const startedMs = deps.nowMs();
      const found = findAnswer(request);
      return {
        ...found,
        model: OFFLINE_LANGUAGE_MODEL,
        promptVersion: VERSION,
        usage: { inputTokens: 0, outputTokens: 0, costMicroUsd: 0, ms: Math.round(deps.nowMs() - startedMs) },
      };
    },
  };
}

type FoundAnswer = Omit<GroundedAnswer, 'model' | 'promptVersion' | 'usage'>;

/**
 * Of a long letter only what it asks is compared, as no source holds the rest of what it says: with the sentences that
 * lead to it, and without them. The reading that is answered with more confidence counts.
 */
function findAnswer(request: GroundedRequest): FoundAnswer {
  const rarity = request.termRarity ?? rarityAmongSources(request);
  const answerAs = (question: string): FoundAnswer =>
    findLearned({ ...request, question }, rarity) ?? findInSources({ ...request, question }, rarity);
  const led = askedPart(request.question);
  const alone = askingSentences(request.question);
  const answer = answerAs(led);
  if (alone === led) return answer;
  const other = answerAs(alone);
  return other.confidence > answer.confidence ? other : answer;
}

function findLearned(request: GroundedRequest, rarity: TermRarity): FoundAnswer | undefined {
  const judged = request.examples.map((example, index) => ({
    example,
    index,
    confidence: asksTheSame(request.question, example.question, example.similarity, rarity),
  }));
  const best = judged.sort((a, b) => b.confidence - a.confidence)[0];
  if (best === undefined || best.confidence < SAME_FROM) return undefined;
  return {
    text: best.example.answer,
    citedSources: [],
    usedExample: best.index,
    answerable: true,
    confidence: best.confidence,
  };
}

function findInSources(request: GroundedRequest, rarity: TermRarity): FoundAnswer {
  const views = request.sources.map(viewSource);
  const question = viewQuestion(request.question, new Set(views.flatMap((view) => [...view.terms])));
  const judged = matchFeatures(question, views, rarity).map((features, index) => ({
    index,
    confidence: answerProbability(features),
  }));
  const best = judged.sort((a, b) => b.confidence - a.confidence)[0];
  const view = best === undefined ? undefined : views[best.index];
  const text = view === undefined ? '' : composeAnswer(question, view, rarity);
  const answerableFrom = request.answerableFrom ?? BUILT_IN_TUNING.retrieval.answerableFrom;
  if (best === undefined || best.confidence < answerableFrom || question.terms.length === 0 || text === '') {
    return { text: declineText(request), citedSources: [], answerable: false, confidence: best?.confidence ?? 0 };
  }
  return { text, citedSources: [best.index], answerable: true, confidence: best.confidence };
}

/** A stand-in when the search gives no counts: too few passages to weigh well, but missing terms still weigh most. */
function rarityAmongSources(request: GroundedRequest): TermRarity {
  return createTermRarity(request.sources.map((source) => `${source.title}\n${source.text}`));
}
