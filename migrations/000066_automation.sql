-- The owner lets the desk train by itself: each run builds, trains, replays, tries and proposes, and remembers what each step has made. Only a person deploys.

-- Up Migration

CREATE TABLE ai.automation_settings (
  -- One row.
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  is_on boolean NOT NULL,
  -- Begins a run at so many newly approved examples; null for never by count.
  every_examples integer CHECK (every_examples > 0),
  -- Begins a run so many days after the one before; null for never by time.
  every_days integer CHECK (every_days > 0),
  trainer text NOT NULL CHECK (trainer IN ('local', 'openai')),
  -- Of a replay: the last so many conversations.
  conversations integer NOT NULL CHECK (conversations >= 0),
  -- Of an experiment.
  share real NOT NULL CHECK (share > 0 AND share < 1),
  effect real NOT NULL CHECK (effect > 0 AND effect < 1),
  on_since timestamptz,
  updated_by uuid REFERENCES identity.users (id),
  updated_at timestamptz
);
INSERT INTO ai.automation_settings (is_on, every_examples, every_days, trainer, conversations, share, effect)
VALUES (false, 50, NULL, 'local', 50, 0.5, 0.1);

CREATE TABLE ai.automation_runs (
  id uuid PRIMARY KEY,
  cause text NOT NULL CHECK (cause IN ('examples', 'schedule', 'person')),
  -- proposed: a person is asked; not_proposed: the version was no better.
  state text NOT NULL CHECK (state IN ('running', 'failed', 'proposed', 'not_proposed', 'accepted', 'declined', 'abandoned')),
  step text NOT NULL CHECK (step IN ('dataset', 'training', 'replay', 'experiment', 'proposal')),
  -- Grows when a step is tried again: a part of the keys under which steps begin what they make.
  attempt integer NOT NULL DEFAULT 1,
  -- The settings as they were when it began.
  plan jsonb NOT NULL,
  build_id uuid REFERENCES ai.dataset_builds (id),
  job_id uuid REFERENCES ai.training_jobs (id),
  version_id uuid REFERENCES ai.model_versions (id),
  replay_id uuid REFERENCES ai.replays (id) ON DELETE SET NULL,
  experiment_id uuid REFERENCES ai.experiments (id),
  -- Why it failed, was not proposed or was declined, in a sentence.
  why text,
  started_by uuid REFERENCES identity.users (id),
  decided_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
-- One at a time: two would train on the same examples and wait for each other's experiment.
CREATE UNIQUE INDEX idx_automation_run_open ON ai.automation_runs ((true)) WHERE state IN ('running', 'failed', 'proposed');
CREATE INDEX idx_automation_run_created ON ai.automation_runs (created_at DESC, id DESC);
