import type { Transaction } from '../../database/database.ts';
import { terms } from '../../models/text/words.ts';
import { lockArticles } from '../article.store.ts';
import { embedTexts } from '../embed-texts.ts';
import { containment, overlap, shingles } from '../nearly-same.ts';
import { insertQuestions } from '../question.store.ts';
import { reindexArticles } from '../reindex-articles.ts';
import type { ApprovedExample } from './approved-examples.ts';
import { listCitedArticles, listNearArticleChunks, listWays, listWaysOfExamples } from './learned-way.store.ts';
import { reasonToLeaveOut } from './left-out.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import type { PageReport } from './sync-examples.ts';

/** An answer that shares so much with a text was taken from it. */
const SAME_TEXT_FROM = 0.8;
/** Ways to ask whose words are so alike ask in the same way. */
const SAME_WAY_FROM = 0.8;
/** More would only crowd the neighbourhood of one article. */
const MOST_LEARNED_WAYS = 30;
const LONGEST_WAY = 300;
/** Many, as other approved answers that say the same may stand before the article. */
const NEAR_CHUNKS = 60;

/**
 * Makes the questions of approved examples ways to ask for the article that their answers come from: the one that the
 * AI's message cited, or the one whose text the answer repeats. Left to the refresh, as the answer itself is in use
 * from its approval on, and a way to ask is worth having only when no other says the same.
 */
export async function learnWays(
  deps: RefreshDeps,
  listed: readonly ApprovedExample[],
  alongside: (tx: Transaction, report: PageReport) => Promise<void>,
): Promise<void> {
  const holdsPersonalData = await deps.createPersonalDataCheck(deps.db);
  const known = new Set((await listWaysOfExamples(deps.db, idsOf(listed))).map((way) => way.exampleId));
  const fresh = listed.filter(
    ({ id, question, answer }) =>
      !known.has(id) &&
      question.length <= LONGEST_WAY &&
      terms(question).length > 0 &&
      // A placeholder in the answer does not matter here: only the question is learned.
      reasonToLeaveOut({ question, answer: '' }, holdsPersonalData) === undefined &&
      answer !== '',
  );
  const articles = await findArticles(deps, fresh);
  const targets = fresh.filter((example) => articles.has(example.id));
  const vectors = await embedTexts(
    deps,
    targets.map((example) => example.question),
  );
  await deps.db.transaction(async (tx) => {
    const held = await deps.examples.hold(tx, idsOf(targets));
    const isUnchanged = (example: ApprovedExample) =>
      held.some(
        ({ id, question, answer }) => id === example.id && question === example.question && answer === example.answer,
      );
    const articleIds = [...new Set(articles.values())];
    const locked = await lockArticles(tx, articleIds);
    const published = new Set(locked.filter((article) => article.status === 'published').map((article) => article.id));
    const ways = Map.groupBy(await listWays(tx, articleIds), (way) => way.articleId);
    const learned: { articleId: string; example: ApprovedExample }[] = [];
    for (const example of targets.filter(isUnchanged)) {
      const articleId = articles.get(example.id);
      if (articleId === undefined || !published.has(articleId)) continue;
      const own = ways.get(articleId) ?? [];
      if (own.filter((way) => way.source === 'learned').length >= MOST_LEARNED_WAYS) continue;
      if (own.some((way) => asksAlike(way.text, example.question))) continue;
      ways.set(articleId, [...own, { articleId, text: example.question, source: 'learned' }]);
      learned.push({ articleId, example });
    }
    await insertQuestions(
      tx,
      learned.map(({ articleId, example }) => ({
        id: deps.newId(),
        articleId,
        text: example.question,
        source: 'learned' as const,
        exampleId: example.id,
        vector: vectors.byText.get(example.question),
        embeddingModel: vectors.model,
      })),
      deps.clock.now(),
    );
    await reindexArticles(tx, [...new Set(learned.map((way) => way.articleId))]);
    await alongside(tx, { waysLearned: learned.length });
  });
}

/** The one article that each example's answer comes from, by example. */
async function findArticles(deps: RefreshDeps, examples: readonly ApprovedExample[]): Promise<Map<string, string>> {
  const { model } = await deps.activeEmbedder();
  const cited = new Map(
    (
      await listCitedArticles(
        deps.db,
        examples.flatMap(({ answerMessage }) => answerMessage?.id ?? []),
      )
    ).map((row) => [row.messageId, row.articleIds]),
  );
  const found = new Map<string, string>();
  for (const example of examples) {
    const { answerMessage } = example;
    const isQuoted = answerMessage !== null && isSameText(example.answer, answerMessage.text);
    const ids = (isQuoted ? cited.get(answerMessage.id) : undefined) ?? (await findRepeated(deps, example, model));
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) found.set(example.id, only);
  }
  return found;
}

/** The articles whose text the answer repeats, or a part of it. */
async function findRepeated(deps: RefreshDeps, example: ApprovedExample, model: string): Promise<string[]> {
  const answer = shingles(example.answer);
  const near = await listNearArticleChunks(deps.db, example.id, model, NEAR_CHUNKS);
  const same = near.filter((chunk) => containment(answer, shingles(chunk.text)) >= SAME_TEXT_FROM);
  return [...new Set(same.map((chunk) => chunk.articleId))];
}

/** Whether the answer is still, in its words, what the message said: a reviewer may have rewritten it since. */
function isSameText(answer: string, message: string): boolean {
  return overlap(shingles(answer), shingles(message)) >= SAME_TEXT_FROM;
}

function asksAlike(a: string, b: string): boolean {
  return overlap(new Set(terms(a)), new Set(terms(b))) >= SAME_WAY_FROM;
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}
