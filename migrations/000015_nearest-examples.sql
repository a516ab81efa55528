-- Approved examples are searched like chunks: going on when filters leave too few, so that one is found however many were rejected.

-- Up Migration

-- Loads the extension into this session, which then knows the settings that the function below carries.
SELECT '[1]'::vector;

CREATE FUNCTION ai.nearest_examples(query vector, model text, how_many integer)
RETURNS TABLE (example_id uuid, similarity float8) LANGUAGE plpgsql STABLE ROWS 5
SET hnsw.ef_search = 100 SET hnsw.iterative_scan = 'strict_order' SET plan_cache_mode = 'force_custom_plan'
AS $$
BEGIN
  RETURN QUERY
    SELECT t.id, greatest(0, 1 - (t.question_vector <=> query))
    FROM ai.training_data t
    WHERE t.question_vector IS NOT NULL AND t.embedding_model = model
      AND t.status = 'approved' AND t.human_verified AND t.is_active
      -- An answer that still holds a placeholder was written for one customer and is not shown to another.
      AND t.answer !~ '\[[A-Z_]+_[0-9]+\]'
    ORDER BY t.question_vector <=> query
    LIMIT how_many;
END $$;
