import type { AnswerPreview, LabHit, LabResult } from '../../contract/lab.ts';
import { askedPart } from '../../models/text/asked-part.ts';
import { stem } from '../../models/text/stem.ts';
import { words } from '../../models/text/words.ts';
import { searchedWords } from '../query-terms.ts';
import type { FoundHit } from '../run-search.ts';
import type { EmbeddedLabQuestion, LookUp } from './look-up.ts';

/** A look-up and the answer made of it, as the lab shows them. */
export function describeLookUp(question: EmbeddedLabQuestion, found: LookUp, answer: AnswerPreview): LabResult {
  const { corrections } = found.run;
  const asked = askedPart(question.question);
  // Words are compared by their stems, and shown as they were typed.
  const typed = new Map(
    words(asked)
      .reverse()
      .map((word) => [stem(word), word]),
  );
  return {
    hits: found.run.hits.map((hit) => describeHit(hit, found, typed)),
    words: searchedWords(asked).map((word) => ({
      word: typed.get(word) ?? word,
      meant: (corrections.get(word) ?? []).map((one) => one.term),
    })),
    examples: found.examples.map(({ id, question, answer, similarity }) => ({ id, question, answer, similarity })),
    isEmbedded: question.vector !== null,
    embeddingModel: question.model,
    answer,
  };
}

function describeHit(hit: FoundHit, { ways, matches }: LookUp, typed: ReadonlyMap<string, string>): LabHit {
  const way = ways.find((one) => one.articleId === hit.articleId);
  return {
    chunkId: hit.chunkId,
    articleId: hit.articleId,
    code: hit.code,
    title: hit.title,
    text: hit.text,
    category: hit.category,
    score: hit.score,
    meaningPart: Math.max(0, hit.score - hit.wordsPart),
    wordsPart: hit.wordsPart,
    passageSimilarity: hit.own === null ? null : Math.max(0, hit.own),
    wayToAsk:
      way === undefined ? null : { text: way.text, source: way.source, similarity: Math.max(0, way.similarity) },
    bm25: hit.bm25,
    textScore: hit.textScore,
    terms: matches
      .filter((match) => match.chunkId === hit.chunkId)
      .map(({ term, inTitle, inText }) => ({ term: typed.get(term) ?? term, inTitle, inText })),
  };
}
