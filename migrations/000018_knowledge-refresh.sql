-- What the team approves flows back into the knowledge base: approved answers become chunks, their questions ways to ask, and each refresh tells what it changed.

-- Up Migration

-- `is_learned` tells a chunk that was made of an example, also once that example is gone, from one of an adopted
-- deployment, which has no article either.
ALTER TABLE ai.kb_chunks ADD COLUMN example_id uuid REFERENCES ai.training_data (id) ON DELETE SET NULL;
ALTER TABLE ai.kb_chunks ADD COLUMN is_learned boolean NOT NULL DEFAULT false;
CREATE INDEX idx_kb_example ON ai.kb_chunks (example_id) WHERE is_learned;
CREATE UNIQUE INDEX idx_kb_example_in_use ON ai.kb_chunks (example_id) WHERE is_learned AND is_active;

ALTER TABLE ai.kb_questions ADD COLUMN example_id uuid REFERENCES ai.training_data (id) ON DELETE SET NULL;
CREATE UNIQUE INDEX idx_kb_question_example ON ai.kb_questions (example_id);

-- How many citations `success_rate` was counted from: what the rates of an article's chunks are weighed by. Zero with a
-- rate means that the rate came with an adopted deployment.
ALTER TABLE ai.kb_chunks ADD COLUMN outcome_count integer NOT NULL DEFAULT 0;

CREATE TABLE ai.kb_refreshes (
  id uuid PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('examples', 'person')),
  requested_by uuid REFERENCES identity.users (id),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  -- What is being done, and the last example that it is done for: an interrupted run goes on from there.
  step text,
  place uuid,
  report jsonb NOT NULL DEFAULT '{}',
  problem text,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX idx_refresh_requested ON ai.kb_refreshes (requested_at DESC, id DESC);

-- The examples that were approved since the last refresh was asked for, each once.
CREATE TABLE ai.kb_newly_approved (
  example_id uuid PRIMARY KEY REFERENCES ai.training_data (id) ON DELETE CASCADE
);
