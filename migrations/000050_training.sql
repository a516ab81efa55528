-- A desk can see that it got better, and go back: training jobs, the model versions they yield, what was deployed when, and which version gave which answer.

-- Up Migration

CREATE TABLE ai.training_jobs (
  id uuid PRIMARY KEY,
  -- Chosen by the sender: asking twice starts one job.
  client_key text NOT NULL UNIQUE,
  dataset_id uuid NOT NULL REFERENCES ai.datasets (id),
  trainer text NOT NULL CHECK (trainer IN ('local', 'openai', 'file')),
  -- waiting: a person trains elsewhere and enters the model's id.
  state text NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
  settings jsonb NOT NULL,
  -- What a service calls our files and our job, so that a run that goes on finds them again.
  remote jsonb NOT NULL DEFAULT '{}',
  progress jsonb NOT NULL DEFAULT '{}',
  problem text,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX idx_training_job_created ON ai.training_jobs (created_at DESC, id DESC);
CREATE INDEX idx_training_job_dataset ON ai.training_jobs (dataset_id);

CREATE TABLE ai.training_job_events (
  job_id uuid NOT NULL REFERENCES ai.training_jobs (id) ON DELETE CASCADE,
  -- A service's own id, or the name of the step: what is told twice is kept once.
  event_key text NOT NULL,
  at timestamptz NOT NULL,
  message text NOT NULL,
  metrics jsonb,
  PRIMARY KEY (job_id, event_key)
);

CREATE TABLE ai.model_versions (
  id uuid PRIMARY KEY,
  number integer NOT NULL UNIQUE CHECK (number > 0),
  -- One job, one version, however often its end is reported.
  job_id uuid NOT NULL UNIQUE REFERENCES ai.training_jobs (id),
  state text NOT NULL CHECK (state IN ('candidate', 'evaluated', 'testing', 'deployed', 'retired')),
  -- The fine-tuned model that writes the answers; null where the desk's own models do.
  chat_model text,
  tuning jsonb NOT NULL,
  report jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX idx_model_version_deployed ON ai.model_versions (state) WHERE state = 'deployed';

-- Every change of what answers customers. A null version is the desk as it is shipped.
CREATE TABLE ai.deployments (
  id uuid PRIMARY KEY,
  nth bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  version_id uuid REFERENCES ai.model_versions (id),
  previous_id uuid REFERENCES ai.model_versions (id),
  cause text NOT NULL CHECK (cause IN ('deployed', 'back', 'experiment')),
  -- Why the owner deployed against the gate; null where nothing spoke against it.
  override text,
  deployed_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL
);

-- Which version gave the answer; null for the desk as it is shipped.
ALTER TABLE ai.traces ADD COLUMN model_version_id uuid REFERENCES ai.model_versions (id);
CREATE INDEX idx_trace_model_version ON ai.traces (model_version_id, created_at DESC, id DESC) WHERE model_version_id IS NOT NULL;
