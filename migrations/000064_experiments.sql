-- A version may be tried on a share of the new conversations before it answers all of them.

-- Up Migration

CREATE TABLE ai.experiments (
  id uuid PRIMARY KEY,
  client_key text NOT NULL UNIQUE,
  version_id uuid NOT NULL REFERENCES ai.model_versions (id),
  -- What answers the others; null for the desk as it is shipped.
  baseline_id uuid REFERENCES ai.model_versions (id),
  share real NOT NULL CHECK (share > 0 AND share < 1),
  effect real NOT NULL CHECK (effect > 0 AND effect < 1),
  -- How many judged conversations it takes, as was said before the start.
  planned integer NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'ended')),
  verdict text CHECK (verdict IN ('better', 'worse', 'no_difference', 'guard', 'stopped')),
  why text,
  -- What it ended with.
  result jsonb,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
-- Of two at once nobody could say which of them made the difference.
CREATE UNIQUE INDEX idx_experiment_running ON ai.experiments (state) WHERE state = 'running';
