-- What the AI may do by itself, by intent and channel: the history of the levels, and what the desk proposes on evidence.

-- Up Migration

-- Every change of a level: a null intent stands for all intents, a null channel for all channels, a null level for one
-- that is inherited.
CREATE TABLE ai.autonomy_changes (
  id uuid PRIMARY KEY,
  intent text,
  channel text,
  level_before text CHECK (level_before IN ('off', 'draft', 'auto')),
  level_after text CHECK (level_after IN ('off', 'draft', 'auto')),
  -- owner: set by hand; proposal: one that the owner accepted; quality: the desk stepped back by itself; undo: taken back.
  cause text NOT NULL CHECK (cause IN ('owner', 'proposal', 'quality', 'undo')),
  -- What the decision was made on.
  figures jsonb,
  changed_by uuid REFERENCES identity.users (id),
  undone_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX idx_autonomy_change_created ON ai.autonomy_changes (created_at DESC, id DESC);

CREATE TABLE ai.autonomy_proposals (
  id uuid PRIMARY KEY,
  intent text NOT NULL,
  channel text NOT NULL,
  figures jsonb NOT NULL,
  -- withdrawn: the evidence or the level changed before the owner decided.
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  decided_by uuid REFERENCES identity.users (id),
  decided_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX idx_autonomy_proposal_open ON ai.autonomy_proposals (intent, channel) WHERE state = 'open';

-- By which intent the autonomy of an answer was decided; the agent's own word for it may be finer.
ALTER TABLE ai.traces ADD COLUMN autonomy_intent text;
CREATE INDEX idx_trace_autonomy ON ai.traces (created_at) WHERE outcome = 'answered' AND autonomy_intent IS NOT NULL;

-- The draft tells of changes to a booking, which are made when it is sent.
ALTER TABLE ai.drafts ADD COLUMN changes_booking boolean NOT NULL DEFAULT false;
