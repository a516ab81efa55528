-- Vectors become real vectors, so that nearness is computed in the database. Each JSON vector is converted;
-- one that cannot be is set aside with its reason and its original value, and its chunk waits to be embedded again.

-- Up Migration

CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE ai.kb_rejected_vectors (
  chunk_id uuid PRIMARY KEY REFERENCES ai.kb_chunks (id) ON DELETE CASCADE,
  original text,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Tells why a stored value is no vector of 1536 finite numbers; null when it is one.
CREATE FUNCTION ai.vector_json_problem(original text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  parsed jsonb;
  bad integer;
BEGIN
  IF original IS NULL THEN RETURN 'no vector stored'; END IF;
  BEGIN
    parsed := original::jsonb;
    -- Some writers stored the array as a JSON string.
    IF jsonb_typeof(parsed) = 'string' THEN parsed := (parsed #>> '{}')::jsonb; END IF;
  EXCEPTION WHEN others THEN RETURN 'not JSON';
  END;
  IF jsonb_typeof(parsed) = 'null' THEN RETURN 'no vector stored'; END IF;
  IF jsonb_typeof(parsed) <> 'array' THEN RETURN 'not an array but ' || jsonb_typeof(parsed); END IF;
  IF jsonb_array_length(parsed) <> 1536 THEN
    RETURN 'has ' || jsonb_array_length(parsed) || ' numbers instead of 1536';
  END IF;
  SELECT count(*) INTO bad FROM jsonb_array_elements(parsed) AS item WHERE jsonb_typeof(item) <> 'number';
  IF bad > 0 THEN RETURN bad || ' of its items are not numbers'; END IF;
  BEGIN
    PERFORM parsed::text::vector(1536);
  EXCEPTION WHEN others THEN RETURN 'a number is out of range';
  END;
  RETURN NULL;
END $$;

DO $$
DECLARE
  stored_as text;
BEGIN
  SELECT udt_name INTO stored_as FROM information_schema.columns
  WHERE table_schema = 'ai' AND table_name = 'kb_chunks' AND column_name = 'vector';
  IF stored_as IS DISTINCT FROM 'vector' THEN
    ALTER TABLE ai.kb_chunks RENAME COLUMN vector TO vector_json;
    ALTER TABLE ai.kb_chunks ADD COLUMN vector vector(1536);
    INSERT INTO ai.kb_rejected_vectors (chunk_id, original, reason)
      SELECT id, vector_json::text, ai.vector_json_problem(vector_json::text)
      FROM ai.kb_chunks WHERE ai.vector_json_problem(vector_json::text) IS NOT NULL;
    UPDATE ai.kb_chunks
      SET vector = (CASE jsonb_typeof(vector_json::text::jsonb)
                      WHEN 'string' THEN vector_json::text::jsonb #>> '{}'
                      ELSE vector_json::text END)::vector(1536)
      WHERE id NOT IN (SELECT chunk_id FROM ai.kb_rejected_vectors);
    ALTER TABLE ai.kb_chunks DROP COLUMN vector_json;
  END IF;
END $$;

DROP FUNCTION ai.vector_json_problem(text);
