import { plannedOnce } from '../database/planned-once.ts';

/**
 * The words leg: BM25 (k1 = 1.2, b = 0.75) over two fields, each with its own rarities. Plain BM25 is `bm25`;
 * `text_score` also weighs how many of the question's words a chunk has, and how it is asked (phrases), which measured
 * better on every set of questions. The question's own weight is the sum of how rare its words are, those that no chunk
 * has too.
 *
 * $3 terms, $4 the number of each one's word (a phrase has a number below 0), $5 weights, $6 how many words, $7 chunks in
 * all, $8 and $9 mean lengths of the title field and the text.
 */
const wordsLeg = (scores: string) => `
  asked AS (SELECT * FROM unnest($3::text[], $4::int[], $5::float8[]) AS asked(term, word, weight)),
  found AS (
    SELECT t.*, asked.word, asked.weight FROM asked JOIN ai.kb_terms t ON t.term = asked.term
  ),
  rarity AS (
    SELECT term, chunks, ln(1 + (greatest($7::float8, titles) - titles + 0.5) / (titles + 0.5)) AS in_title,
      ln(1 + (greatest($7::float8, texts) - texts + 0.5) / (texts + 0.5)) AS in_text
    FROM (SELECT term, count(*) AS chunks, count(*) FILTER (WHERE title_count > 0) AS titles,
            count(*) FILTER (WHERE text_count > 0) AS texts
          FROM found GROUP BY term) AS counted
  ),
  question AS (
    SELECT sum(rarest) AS weight
    FROM (SELECT max(weight * ln(1 + (greatest($7::float8, coalesce(chunks, 0)) - coalesce(chunks, 0) + 0.5)
                                     / (coalesce(chunks, 0) + 0.5))) AS rarest
          FROM asked LEFT JOIN rarity USING (term) WHERE word > 0 GROUP BY word) AS each_word
  ),
  weighed AS (
    SELECT chunk_id, word, weight, weight * (
        1.5 * in_title * title_count * 2.2 / (title_count + 1.2 * (0.25 + 0.75 * title_length / $8::float8))
        + in_text * text_count * 2.2 / (text_count + 1.2 * (0.25 + 0.75 * text_length / $9::float8))) AS score
    FROM found JOIN rarity USING (term)
  ),
  texts AS MATERIALIZED (
    SELECT chunk_id, bm25, bm25 * covered + 0.3 * phrases AS text_score
    FROM (SELECT chunk_id, coalesce(sum(score) FILTER (WHERE word > 0), 0) AS bm25,
            coalesce(sum(weight) FILTER (WHERE word > 0), 0) / $6::float8 AS covered,
            coalesce(sum(score) FILTER (WHERE word < 0), 0) AS phrases
          FROM ${scores} GROUP BY chunk_id) AS summed
  )`;

/** Each word is looked up as itself. */
const ONE_TERM_A_WORD = 'weighed';
/** Of several corrections of one word the best counts. This takes as long again, and few questions need it. */
const SEVERAL_TERMS_A_WORD = `(
  SELECT chunk_id, word, max(score) AS score, max(weight) AS weight FROM weighed GROUP BY chunk_id, word) AS best`;

/**
 * Every chunk that may be among the best, with its scores: those nearest by their own vector, those whose article is
 * nearest by a way to ask, and those best by words. $1 vector, $2 model, $3 to $9 as above, $10 categories, $11 tags,
 * $12 how many of each leg.
 */
const searchCandidates = (scores: string) => `
WITH near AS MATERIALIZED (SELECT chunk_id, similarity FROM ai.nearest_chunks($1::vector, $2, $12::int, $10::text[], $11::jsonb)),
  asked_like AS MATERIALIZED (
    SELECT article_id,
      (array_agg(similarity ORDER BY similarity DESC) FILTER (WHERE NOT is_learned))[:3] AS written,
      max(similarity) FILTER (WHERE is_learned) AS learned
    FROM ai.nearest_questions($1::vector, $2, $12::int) WHERE similarity IS NOT NULL GROUP BY article_id
  ),
  ${wordsLeg(scores)},
  candidates AS (
    SELECT chunk_id AS id FROM near
    UNION SELECT c.id FROM ai.kb_chunks c JOIN asked_like USING (article_id) WHERE c.is_active
    UNION SELECT * FROM (SELECT chunk_id FROM texts ORDER BY text_score DESC, chunk_id LIMIT $12::int) AS best
  )
SELECT c.id, coalesce(near.similarity, 1 - (c.vector <=> $1::vector))::float8 AS own,
  coalesce(asked_like.written, '{}') AS asked, asked_like.learned AS "askedBefore",
  coalesce(texts.bm25, 0)::float8 AS bm25, coalesce(texts.text_score, 0)::float8 AS "textScore",
  coalesce(question.weight, 0)::float8 AS "questionWeight"
FROM candidates
CROSS JOIN question
JOIN ai.kb_chunks c ON c.id = candidates.id
LEFT JOIN near ON near.chunk_id = c.id
LEFT JOIN asked_like ON asked_like.article_id = c.article_id
LEFT JOIN texts ON texts.chunk_id = c.id
WHERE c.is_active
  -- An approved answer that an article gives is found by the article, for which its question is a way to ask.
  AND (c.example_id IS NULL OR NOT EXISTS (SELECT 1 FROM ai.kb_questions q WHERE q.example_id = c.example_id))
  AND ($10::text[] IS NULL OR c.category = ANY ($10)) AND ($11::jsonb IS NULL OR c.tags @> $11)`;
export const SEARCH_CANDIDATES = searchCandidates(ONE_TERM_A_WORD);
export const SEARCH_CORRECTED_CANDIDATES = searchCandidates(SEVERAL_TERMS_A_WORD);

/** What customers asked that the article of the chunk `c` was approved to answer, oldest first. */
export const LEARNED_QUESTIONS = `coalesce((SELECT jsonb_agg(q.text ORDER BY q.created_at, q.id) FROM ai.kb_questions q
    WHERE q.article_id = c.article_id AND q.source = 'learned'), '[]')`;

/** What is shown of the chosen chunks. */
export const HITS_BY_ID = `
SELECT c.id AS "chunkId", c.article_id AS "articleId", a.code, c.title, c.text, c.category,
  c.is_learned AS "isLearned", c.example_id AS "exampleId",
  coalesce(a.questions, '[]') AS questions,
  ${LEARNED_QUESTIONS} AS "learnedQuestions"
FROM ai.kb_chunks c LEFT JOIN ai.kb_articles a ON a.id = c.article_id WHERE c.id = ANY ($1::uuid[])`;

/**
 * The nearest chunks alone, by the model whose vectors are in use, in one statement. $1 vector, $2 how many; of the
 * filtered one also $3 categories, $4 tags.
 */
const nearestHits = (filter: string) => `
SELECT chunk_id AS "chunkId", article_id AS "articleId", code, title, text, category,
  is_learned AS "isLearned", example_id AS "exampleId", similarity
FROM ai.nearest_hits($1::vector, (SELECT active FROM ai.search_model), $2::int${filter})`;
export const NEAREST_HITS = plannedOnce('nearest-hits', nearestHits(''));
export const NEAREST_FILTERED_HITS = nearestHits(', $3::text[], $4::jsonb');
