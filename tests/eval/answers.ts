import { join } from 'node:path';
import { z } from 'zod';
import { createTermRarityReader } from '../../src-server/knowledge/read-term-rarity.ts';
import { readStatistics } from '../../src-server/knowledge/term-statistics.ts';
import type { LanguageModel } from '../../src-server/models/language-model.ts';
import { createOfflineLanguageModel } from '../../src-server/models/offline/offline-language-model.ts';
import { weighedTexts } from '../../src-server/models/text/term-rarity.ts';
import { calibrationError, type Judged, separation } from './confidence-figures.ts';
import { type EvalDesk, openEvalDesk } from './eval-desk.ts';
import { readLines } from './read-lines.ts';
import { round } from './retrieval-figures.ts';

const Question = z.object({
  id: z.string(),
  text: z.string(),
  cites: z.array(z.string()),
  /** About something else altogether: among the questions without an answer, these are counted by themselves too. */
  far_off: z.boolean().default(false),
});
/** As many passages as the knowledge agent answers from. */
const SOURCES = 5;

export interface AnswersResult {
  questions: number;
  /** Share of the citations that name a row that answers. */
  citation_precision: number;
  /** Share of the rows that answer that were cited. */
  citation_recall: number;
  declined_when_unanswerable: number;
  answered_when_answerable: number;
  /** Of the answers given: how far the confidence in them lies from the share that was right. */
  ece: number;
  /** How well confidence tells questions without an answer from those with one; null where the set lacks either. */
  unanswerable_auroc: number | null;
  /** The same for the far-off ones alone. */
  far_off_auroc: number | null;
}

/** `npm run eval -- answers`: asks each question of questions.jsonl and looks at what the answer cites, if it answers. */
export async function measureAnswers(dataDir: string): Promise<AnswersResult> {
  const questions = await readLines(join(dataDir, 'questions.jsonl'), Question);
  const desk = await openEvalDesk(dataDir);
  const language = createOfflineLanguageModel({ nowMs: () => performance.now() });
  const counts = { cited: 0, rightlyCited: 0, expected: 0, unanswerable: 0, declined: 0, answerable: 0, answered: 0 };
  const judged: Judged[] = [];
  const confidences = { answerable: [] as number[], unanswerable: [] as number[], farOff: [] as number[] };
  try {
    for (const [index, { text, cites, far_off: isFarOff }] of questions.entries()) {
      if (index % 50 === 0) process.stderr.write(`\r  asked ${index} of ${questions.length}`);
      const { answered, confidence, cited } = await ask(desk, language, text);
      if (answered) judged.push({ confidence, right: cited.some((id) => cites.includes(id)) });
      confidences[cites.length === 0 ? 'unanswerable' : 'answerable'].push(confidence);
      if (isFarOff) confidences.farOff.push(confidence);
      counts.cited += cited.length;
      counts.rightlyCited += cited.filter((id) => cites.includes(id)).length;
      counts.expected += cites.length;
      if (cites.length === 0) {
        counts.unanswerable += 1;
        counts.declined += answered ? 0 : 1;
      } else {
        counts.answerable += 1;
        counts.answered += answered ? 1 : 0;
      }
    }
    process.stderr.write('\n');
  } finally {
    await desk.stop();
  }
  const share = (part: number, whole: number) => round(whole === 0 ? 1 : part / whole);
  return {
    questions: questions.length,
    citation_precision: share(counts.rightlyCited, counts.cited),
    citation_recall: share(counts.rightlyCited, counts.expected),
    declined_when_unanswerable: share(counts.declined, counts.unanswerable),
    answered_when_answerable: share(counts.answered, counts.answerable),
    ece: round(calibrationError(judged)),
    unanswerable_auroc: roundOrNull(separation(confidences.answerable, confidences.unanswerable)),
    far_off_auroc: roundOrNull(separation(confidences.answerable, confidences.farOff)),
  };
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value);
}

/** As the knowledge agent asks: the passages found, with what the search knows of them. */
async function ask(
  desk: EvalDesk,
  language: LanguageModel,
  question: string,
): Promise<{ answered: boolean; confidence: number; cited: string[] }> {
  const hits = await desk.search({ query: question, limit: SOURCES });
  const termRarity = await createTermRarityReader(readStatistics(desk.deps.db))(weighedTexts(question, hits));
  const answer = await language.answerFromSources({
    question,
    history: [],
    sources: hits.map((hit) => ({
      label: `${hit.code}: ${hit.title}`,
      title: hit.title,
      text: hit.text,
      similarity: hit.similarity,
      textScore: hit.textShare,
      questions: hit.questions,
    })),
    examples: [],
    temperature: 0.3,
    businessName: 'the business',
    termRarity,
  });
  const cited = answer.citedSources.flatMap((index) => hits[index]?.rowId ?? []);
  const { answerable: answered, confidence } = answer;
  return { answered, confidence, cited: answered ? [...new Set(cited)] : [] };
}
