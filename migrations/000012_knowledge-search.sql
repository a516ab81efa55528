-- Search by meaning and by words in one statement: ways to ask get their own index of vectors, words an inverted index that BM25 is computed from.

-- Up Migration

-- Loads the extension into this session, which then knows the settings that the functions below carry.
SELECT '[1]'::vector;

-- A vector fills most of a page. Kept outside of the row, as is usual for wide values, the table looks so small that the
-- planner would rather read all of it than use the graph. Only new rows are stored this way.
ALTER TABLE ai.kb_chunks ALTER COLUMN vector SET STORAGE PLAIN;
ALTER TABLE ai.kb_questions ALTER COLUMN vector SET STORAGE PLAIN;

-- An article's title is embedded as one more way to ask for it.
ALTER TABLE ai.kb_questions DROP CONSTRAINT IF EXISTS kb_questions_source_check;
ALTER TABLE ai.kb_questions ADD CONSTRAINT kb_questions_source_check
  CHECK (source IN ('title', 'written', 'suggested', 'learned'));
CREATE INDEX IF NOT EXISTS idx_kb_question_vector_hnsw ON ai.kb_questions
  USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);

-- One row for each term of each chunk in use, and one of the empty term, which counts the chunks. Lengths are repeated
-- in every row, so that scoring reads nothing else. The collation makes the order of terms that of their letters.
CREATE TABLE IF NOT EXISTS ai.kb_terms (
  term text COLLATE "C" NOT NULL,
  chunk_id uuid NOT NULL REFERENCES ai.kb_chunks (id) ON DELETE CASCADE,
  title_count smallint NOT NULL,
  text_count smallint NOT NULL,
  title_length smallint NOT NULL,
  text_length smallint NOT NULL,
  PRIMARY KEY (term, chunk_id)
);
CREATE INDEX IF NOT EXISTS idx_kb_term_chunk ON ai.kb_terms (chunk_id);

-- The search settings belong to the function, as neither the embedded engine nor a pooled connection may keep them:
-- a wide beam for recall, going on when filters leave too few, and the graph also where the planner thinks less of it.
CREATE FUNCTION ai.nearest_chunks(query vector, model text, how_many integer, only_categories text[], only_tags jsonb)
RETURNS TABLE (chunk_id uuid, similarity float8) LANGUAGE plpgsql STABLE ROWS 20
SET hnsw.ef_search = 64 SET hnsw.iterative_scan = 'strict_order' SET plan_cache_mode = 'force_custom_plan'
SET enable_seqscan = off
AS $$
BEGIN
  RETURN QUERY
    SELECT c.id, 1 - (c.vector <=> query)
    FROM ai.kb_chunks c
    WHERE c.is_active AND c.embedding_model = model
      AND (only_categories IS NULL OR c.category = ANY (only_categories))
      AND (only_tags IS NULL OR c.tags @> only_tags)
    ORDER BY c.vector <=> query
    LIMIT how_many;
END $$;

CREATE FUNCTION ai.nearest_questions(query vector, model text, how_many integer)
RETURNS TABLE (article_id uuid, similarity float8) LANGUAGE plpgsql STABLE ROWS 20
SET hnsw.ef_search = 64 SET hnsw.iterative_scan = 'strict_order' SET plan_cache_mode = 'force_custom_plan'
SET enable_seqscan = off
AS $$
BEGIN
  RETURN QUERY
    SELECT q.article_id, 1 - (q.vector <=> query)
    FROM ai.kb_questions q
    WHERE q.embedding_model = model
    ORDER BY q.vector <=> query
    LIMIT how_many;
END $$;
