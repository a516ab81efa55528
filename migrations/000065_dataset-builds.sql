-- A dataset is built beside the requests: a build outlives a restart, can be called off, and is begun once however often it is asked for. What staff sent in place of drafts is a part of the version.

-- Up Migration

-- The dataset of a build bears the id of the build: however often it is begun again, it yields one version.
CREATE TABLE ai.dataset_builds (
  id uuid PRIMARY KEY,
  client_key text NOT NULL UNIQUE,
  -- Only examples from this time on.
  since timestamptz,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  step text NOT NULL DEFAULT 'reading' CHECK (step IN ('reading', 'preferences', 'writing', 'publishing')),
  -- Of the step, in examples or pairs.
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  problem text,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX idx_dataset_build_created ON ai.dataset_builds (created_at DESC, id DESC);

ALTER TABLE ai.datasets ADD COLUMN preference_count integer NOT NULL DEFAULT 0;

-- Which drafts the pairs of a dataset were made of, in the order of its lines.
CREATE TABLE ai.dataset_preferences (
  dataset_id uuid NOT NULL REFERENCES ai.datasets (id) ON DELETE CASCADE,
  page integer NOT NULL,
  draft_ids uuid[] NOT NULL,
  PRIMARY KEY (dataset_id, page)
);
