-- Candidates that ask the same in other words are reviewed as one, and one that contradicts an article or another example is flagged with both passages.

-- Up Migration

-- Loads the extension into this session, which then knows the settings that the function below carries.
SELECT '[1]'::vector;

-- A merged example gave its place in the review to another one that asks the same; it keeps its words and where it came from.
ALTER TABLE ai.training_data DROP CONSTRAINT IF EXISTS training_data_status_check;
ALTER TABLE ai.training_data ADD CONSTRAINT training_data_status_check
  CHECK (status IN ('pending', 'approved', 'rejected', 'merged'));
ALTER TABLE ai.training_data ADD COLUMN merged_into uuid REFERENCES ai.training_data (id) ON DELETE SET NULL;
CREATE INDEX idx_training_merged ON ai.training_data (merged_into) WHERE merged_into IS NOT NULL;
ALTER TABLE ai.training_reviews DROP CONSTRAINT IF EXISTS training_reviews_decision_check;
ALTER TABLE ai.training_reviews ADD CONSTRAINT training_reviews_decision_check
  CHECK (decision IN ('approved', 'edited', 'rejected', 'reopened', 'merged'));

-- Apart from the vectors of approved examples, so that what customers are answered from holds nothing to skip.
CREATE TABLE ai.candidate_vectors (
  example_id uuid PRIMARY KEY REFERENCES ai.training_data (id) ON DELETE CASCADE,
  vector vector(1536) NOT NULL,
  embedding_model text NOT NULL,
  -- Of the question that the vector is of: an edited one is embedded anew.
  question_hash text NOT NULL,
  -- Of question and answer, when they were compared with articles and other examples; null before.
  compared_hash text,
  compared_at timestamptz
);
CREATE INDEX idx_candidate_vector_hnsw ON ai.candidate_vectors
  USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);

-- The examples that wait or are approved whose questions are nearest to this one's, also those with placeholders.
CREATE FUNCTION ai.nearest_to_candidate(own uuid, query vector, model text, how_many integer)
RETURNS TABLE (example_id uuid, similarity float8) LANGUAGE plpgsql STABLE ROWS 8
SET hnsw.ef_search = 100 SET hnsw.iterative_scan = 'strict_order' SET plan_cache_mode = 'force_custom_plan'
AS $$
BEGIN
  RETURN QUERY
    SELECT near.id, near.likeness FROM (
      (SELECT v.example_id AS id, greatest(0, 1 - (v.vector <=> query)) AS likeness
       FROM ai.candidate_vectors v
       WHERE v.embedding_model = model AND v.example_id <> own
       ORDER BY v.vector <=> query LIMIT how_many)
      UNION ALL
      (SELECT t.id, greatest(0, 1 - (t.question_vector <=> query))
       FROM ai.training_data t
       WHERE t.question_vector IS NOT NULL AND t.embedding_model = model AND t.id <> own
         AND t.status = 'approved' AND t.human_verified AND t.is_active
       ORDER BY t.question_vector <=> query LIMIT how_many)) near
    ORDER BY near.likeness DESC, near.id LIMIT how_many;
END $$;

-- Two examples that ask the same, each pair once. A pair that a reviewer parted stays parted.
CREATE TABLE ai.example_pairs (
  first_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  second_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  likelihood real NOT NULL,
  parted_by uuid REFERENCES identity.users (id),
  parted_at timestamptz,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
);
CREATE INDEX idx_example_pair_second ON ai.example_pairs (second_id);

CREATE TABLE ai.example_conflicts (
  example_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  article_id uuid REFERENCES ai.kb_articles (id) ON DELETE CASCADE,
  other_example_id uuid REFERENCES ai.training_data (id) ON DELETE CASCADE,
  own_passage text NOT NULL,
  other_passage text NOT NULL,
  reason text NOT NULL,
  found_at timestamptz NOT NULL,
  CHECK ((article_id IS NULL) <> (other_example_id IS NULL)),
  UNIQUE NULLS NOT DISTINCT (example_id, article_id, other_example_id)
);
CREATE INDEX idx_example_conflict_other ON ai.example_conflicts (other_example_id) WHERE other_example_id IS NOT NULL;

-- Further messages that gave an example word by word: of each the way leads on to its conversation.
CREATE TABLE ai.example_sources (
  example_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  message_id uuid NOT NULL REFERENCES ai.messages (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (example_id, message_id)
);
CREATE INDEX idx_example_source_message ON ai.example_sources (message_id);
