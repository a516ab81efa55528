import type { TraceCheck } from '../../contract/traces.ts';
import type { CompareTexts } from '../../models/compare-texts.ts';
import { declineText } from '../../models/decline-text.ts';
import type { GroundedAnswer } from '../../models/language-model.ts';
import type { FoundExample, FoundSource } from '../agent-deps.ts';
import { checkSupport, type SupportCheck, sentencesInDoubt, toSentences } from './check-support.ts';

export interface HeldAnswer {
  answer: GroundedAnswer;
  /** For the trace; undefined where there was nothing to check. */
  check?: TraceCheck;
}

const NAME = 'what it states is in its sources';

/**
 * Takes out of a model's answer what none of its cited sources states. An answer that would then not be the one that was
 * meant counts as none, so that a person goes on. The offline answerer quotes, and is not checked.
 */
export async function holdToSources(
  answer: GroundedAnswer,
  material: {
    question: string;
    sources: readonly FoundSource[];
    examples: readonly FoundExample[];
    businessName: string;
  },
  compareTexts: CompareTexts,
): Promise<HeldAnswer> {
  const example = answer.usedExample === undefined ? undefined : material.examples[answer.usedExample];
  const texts = [
    ...answer.citedSources
      .flatMap((index) => material.sources[index] ?? [])
      .map(({ title, text }) => `${title}\n${text}`),
    ...(example === undefined ? [] : [example.answer]),
  ];
  const { verdict, text, removed } = await judgeSupport(answer.text, texts, material.question, compareTexts);
  if (verdict === 'supported') return { answer, check: { name: NAME, passed: true, detail: 'yes' } };
  const detail = removed.map(({ sentence, reason }) => `“${sentence}”: ${reason}`).join('; ');
  const check = { name: NAME, passed: false, detail: `left out ${detail}`, leftOut: removed };
  if (verdict === 'trimmed') return { answer: { ...answer, text }, check };
  const { usedExample: _, ...rest } = answer;
  // Whoever declines with this answer must not say what was found to be unsupported.
  return {
    answer: { ...rest, text: declineText(material), answerable: false, confidence: 0, citedSources: [] },
    check,
  };
}

/** The check of an answer against the texts that it cites, where its words leave in doubt by their meaning. */
export async function judgeSupport(
  answer: string,
  texts: readonly string[],
  question: string,
  compareTexts: CompareTexts,
): Promise<SupportCheck> {
  const context = { question };
  const doubtful = sentencesInDoubt(answer, texts, context);
  const cosines = doubtful.length === 0 ? [] : await compareTexts(doubtful, texts.flatMap(toSentences));
  const closeness = new Map(doubtful.map((sentence, index) => [sentence, cosines[index] ?? 0]));
  return checkSupport(answer, texts, { ...context, closeness });
}
