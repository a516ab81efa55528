-- An approved example in which a reviewer marked personal data is shown to nobody until the words are edited out.

-- Up Migration

-- Marked words count where they stand as whole words, as exports replace them: "Ann" is not in "planning".
CREATE FUNCTION ai.holds_marked_words(example uuid, conversation uuid, question text, answer text)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM ai.pii_corrections k
    CROSS JOIN LATERAL (
      -- The spaces of a text are those that stand there: a reviewer may have marked words across a line's end.
      SELECT regexp_replace(lower(question || E'\n' || answer), '[\s\u00a0]+', ' ', 'g') AS said,
        regexp_replace(lower(btrim(k.text)), '[\s\u00a0]+', ' ', 'g') AS words) form
    WHERE k.kind = 'missed' AND (k.example_id = example OR k.conversation_id = conversation)
      AND strpos(form.said, form.words) > 0
      AND form.said ~ ('(?<![[:alnum:]])' || regexp_replace(form.words, '([.*+?^${}()|\[\]\\])', '\\\1', 'g')
                       || '(?![[:alnum:]])'))
$$;

CREATE OR REPLACE FUNCTION ai.nearest_examples(query vector, model text, how_many integer)
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
      AND NOT ai.holds_marked_words(t.id, t.source_conversation_id, t.question, t.answer)
    ORDER BY t.question_vector <=> query
    LIMIT how_many;
END $$;
