-- What was learned from an approved answer is weighed apart from what a person wrote as a way to ask.

-- Up Migration

DROP FUNCTION ai.nearest_questions(vector, text, integer);

CREATE FUNCTION ai.nearest_questions(query vector, model text, how_many integer)
RETURNS TABLE (article_id uuid, is_learned boolean, similarity float8) LANGUAGE plpgsql STABLE ROWS 20
SET hnsw.ef_search = 64 SET hnsw.iterative_scan = 'strict_order' SET plan_cache_mode = 'force_custom_plan'
SET enable_seqscan = off
AS $$
BEGIN
  RETURN QUERY
    SELECT q.article_id, q.source = 'learned', 1 - (q.vector <=> query)
    FROM ai.kb_questions q
    WHERE q.embedding_model = model
    ORDER BY q.vector <=> query
    LIMIT how_many;
END $$;
