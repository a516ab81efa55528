-- What the owner asks of the agents becomes versioned rows, and is tried on what customers asked before it counts.

-- Up Migration

-- A row a version; the newest is in force. Without any, nothing is asked of the agents beyond the program's own rules.
CREATE TABLE ai.agent_instructions (
  version integer PRIMARY KEY CHECK (version > 0),
  instructions jsonb NOT NULL,
  -- What was changed, in the owner's words.
  note text NOT NULL DEFAULT '',
  -- The version whose instructions were put back.
  restored_from integer,
  -- Why it was saved against its replay, or without one.
  override text,
  changed_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL
);

ALTER TABLE ai.replays
  -- What is tried, and the version in force that it would follow.
  ADD COLUMN instructions jsonb,
  ADD COLUMN instructions_version integer,
  DROP CONSTRAINT replays_of_one_change,
  ADD CONSTRAINT replays_of_one_change CHECK (
    num_nonnulls(version_id, article_id, instructions) = 1
    AND (article_id IS NULL) = (article_version IS NULL)
    AND (article_id IS NULL) = (draft IS NULL)
    AND (instructions IS NULL) = (instructions_version IS NULL)
  );
CREATE INDEX idx_replay_instructions ON ai.replays (created_at DESC) WHERE instructions IS NOT NULL;
