-- Before a version answers customers, it is tried on what they asked before: each replay with its cases, side by side with what answers now.

-- Up Migration

CREATE TABLE ai.replays (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES ai.model_versions (id) ON DELETE CASCADE,
  -- What answered customers then; null for the desk as it is shipped.
  baseline_id uuid REFERENCES ai.model_versions (id),
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  problem text,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX idx_replay_version ON ai.replays (version_id, created_at DESC);

CREATE TABLE ai.replay_cases (
  replay_id uuid NOT NULL REFERENCES ai.replays (id) ON DELETE CASCADE,
  position integer NOT NULL,
  -- Either a held-back example or a question of a conversation: gone with it.
  example_id uuid REFERENCES ai.training_data (id) ON DELETE CASCADE,
  message_id uuid REFERENCES ai.messages (id) ON DELETE CASCADE,
  -- Null until the case has been run.
  before jsonb,
  after jsonb,
  verdict text CHECK (verdict IN ('better', 'same', 'worse')),
  why text,
  is_changed boolean,
  PRIMARY KEY (replay_id, position),
  CHECK ((example_id IS NULL) <> (message_id IS NULL))
);
CREATE INDEX idx_replay_case_example ON ai.replay_cases (example_id);
CREATE INDEX idx_replay_case_message ON ai.replay_cases (message_id);
