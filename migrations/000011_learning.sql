-- The learning loop: feedback with its score, a review with its history, immutable datasets.

-- Up Migration

CREATE TABLE IF NOT EXISTS ai.feedback (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES ai.messages (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  author_kind text NOT NULL CHECK (author_kind IN ('customer', 'staff')),
  author_id uuid REFERENCES identity.users (id),
  thumbs text CHECK (thumbs IN ('up', 'down')),
  stars smallint CHECK (stars BETWEEN 1 AND 5),
  helpful boolean,
  accurate boolean,
  comment text,
  quality_score real NOT NULL CHECK (quality_score BETWEEN 0 AND 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (message_id, author_kind, author_id)
);
CREATE INDEX IF NOT EXISTS idx_feedback_conversation ON ai.feedback (conversation_id);

ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS source_message_id uuid REFERENCES ai.messages (id) ON DELETE SET NULL;
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS status text NOT NULL DEFAULT 'pending'
  CHECK (status IN ('pending', 'approved', 'rejected'));
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS question_vector vector(1536);
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS embedding_model text;
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS reviewed_by uuid REFERENCES identity.users (id);
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS reviewed_at timestamptz;
ALTER TABLE ai.training_data ADD COLUMN IF NOT EXISTS usage_count integer NOT NULL DEFAULT 0;
-- Examples of an existing deployment that a person had verified count as approved.
UPDATE ai.training_data SET status = 'approved' WHERE human_verified AND status = 'pending';
CREATE INDEX IF NOT EXISTS idx_training_status ON ai.training_data (status, created_at, id);
CREATE INDEX IF NOT EXISTS idx_training_vector_hnsw ON ai.training_data
  USING hnsw (question_vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);

CREATE TABLE IF NOT EXISTS ai.training_reviews (
  id uuid PRIMARY KEY,
  example_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  reviewer_id uuid NOT NULL REFERENCES identity.users (id),
  decision text NOT NULL CHECK (decision IN ('approved', 'edited', 'rejected', 'reopened')),
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_review_example ON ai.training_reviews (example_id, created_at);

CREATE TABLE IF NOT EXISTS ai.datasets (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  version integer NOT NULL,
  path text NOT NULL,
  example_count integer NOT NULL,
  train_count integer NOT NULL,
  validation_count integer NOT NULL,
  sha256 text NOT NULL,
  manifest jsonb NOT NULL,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (name, version)
);
