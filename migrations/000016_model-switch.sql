-- A change of the embedding model builds its vectors beside those in use and swaps them by name: a second pair of columns each, their graphs, and one row that says which model is in use.

-- Up Migration

-- Outside of the row, as usual for wide values: two vectors do not fit into a page.
ALTER TABLE ai.kb_chunks ADD COLUMN next_vector vector(1536), ADD COLUMN next_embedding_model text;
ALTER TABLE ai.kb_questions ADD COLUMN next_vector vector(1536), ADD COLUMN next_embedding_model text;
ALTER TABLE ai.training_data ADD COLUMN next_vector vector(1536), ADD COLUMN next_embedding_model text;

CREATE INDEX idx_kb_next_vector_hnsw ON ai.kb_chunks
  USING hnsw (next_vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);
CREATE INDEX idx_kb_question_next_vector_hnsw ON ai.kb_questions
  USING hnsw (next_vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);
CREATE INDEX idx_training_next_vector_hnsw ON ai.training_data
  USING hnsw (next_vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);

-- The question of an example can be edited: the vector beside it is then of other words. Chunks and ways to ask never change.
CREATE FUNCTION ai.forget_next_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.next_vector := NULL;
  NEW.next_embedding_model := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER forget_next_vector BEFORE UPDATE OF question ON ai.training_data
  FOR EACH ROW WHEN (OLD.question IS DISTINCT FROM NEW.question) EXECUTE FUNCTION ai.forget_next_vector();

CREATE TABLE ai.search_model (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Null before anything was embedded; 'unknown' for the vectors of an adopted deployment.
  active text,
  -- The model of the vectors that were in use before, while going back to it is possible.
  spare text,
  -- The model that the owner went back from: it is not changed to again without being asked for.
  declined text,
  target text,
  state text NOT NULL DEFAULT 'idle' CHECK (state IN ('idle', 'waiting_for_approval', 'building', 'failed')),
  reason text,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  estimated_tokens bigint,
  estimated_micro_usd bigint,
  used_tokens bigint NOT NULL DEFAULT 0,
  -- Null once a call was made whose price is not known.
  used_micro_usd bigint DEFAULT 0,
  -- Which sidecar builds, so that two that share a database do not pay twice.
  leased_by uuid,
  leased_until timestamptz,
  started_at timestamptz,
  finished_at timestamptz
);
INSERT INTO ai.search_model (active) SELECT (
  SELECT embedding_model FROM ai.kb_chunks
  WHERE is_active AND vector IS NOT NULL AND embedding_model IS NOT NULL
  GROUP BY embedding_model ORDER BY count(*) DESC, embedding_model LIMIT 1
);

-- Tells apart what makes an item no number, as each has another cause where the vectors came from. JSON has no NaN:
-- it stands in a text that was stored in place of an array.
CREATE FUNCTION ai.rejected_vector_reason(original text, known text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  parsed jsonb;
  nulls integer;
  texts integer;
BEGIN
  IF known = 'not JSON' AND original ~* '(^|[^a-z])(nan|[-+]?inf(inity)?)([^a-z]|$)' THEN
    RETURN 'holds NaN or infinity';
  END IF;
  IF known NOT LIKE '% of its items are not numbers' THEN RETURN known; END IF;
  parsed := original::jsonb;
  IF jsonb_typeof(parsed) = 'string' THEN parsed := (parsed #>> '{}')::jsonb; END IF;
  SELECT count(*) FILTER (WHERE jsonb_typeof(item) = 'null'), count(*) FILTER (WHERE jsonb_typeof(item) = 'string')
    INTO nulls, texts FROM jsonb_array_elements(parsed) AS item;
  IF nulls > 0 AND texts > 0 THEN RETURN nulls || ' of its items are null and ' || texts || ' are text'; END IF;
  IF nulls > 0 THEN RETURN nulls || ' of its items are null'; END IF;
  IF texts > 0 THEN RETURN texts || ' of its items are text'; END IF;
  RETURN known;
END $$;
UPDATE ai.kb_rejected_vectors SET reason = ai.rejected_vector_reason(original, reason);
DROP FUNCTION ai.rejected_vector_reason(text, text);
