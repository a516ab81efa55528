-- Replies that the AI prepares for a person to send: held back by the autonomy of their intent and channel, or asked for
-- in the composer. What the person then sends is kept beside the draft: how far it was changed grades the draft.

-- Up Migration

CREATE TABLE ai.drafts (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  -- The customer's message that it answers; null for one that answers none, such as a follow-up.
  question_message_id uuid REFERENCES ai.messages (id) ON DELETE CASCADE,
  origin text NOT NULL CHECK (origin IN ('autonomy', 'copilot')),
  channel text NOT NULL,
  intent text NOT NULL,
  content text NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  cited_chunk_ids uuid[] NOT NULL DEFAULT '{}',
  example_ids uuid[] NOT NULL DEFAULT '{}',
  trace_id uuid REFERENCES ai.traces (id) ON DELETE SET NULL,
  -- The newest message that it takes account of: one put away comes back only while nothing was said since.
  after_seq bigint NOT NULL,
  -- sent: as it was; edited: sent with changes; discarded: a person wrote something else or put it away;
  -- superseded: the conversation went on without it.
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sent', 'edited', 'discarded', 'superseded')),
  sent_message_id uuid REFERENCES ai.messages (id) ON DELETE SET NULL,
  -- How much of the draft was kept, 0..1; 1 is unchanged. Null until something was sent.
  similarity real CHECK (similarity BETWEEN 0 AND 1),
  discard_reason text CHECK (discard_reason IN ('wrong', 'incomplete', 'tone', 'not_needed', 'other')),
  decided_by uuid REFERENCES identity.users (id),
  decided_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- One draft at a time waits in a conversation.
CREATE UNIQUE INDEX idx_draft_open ON ai.drafts (conversation_id) WHERE state = 'open';
CREATE INDEX idx_draft_evidence ON ai.drafts (intent, channel, decided_at) WHERE state IN ('sent', 'edited', 'discarded');
CREATE INDEX idx_draft_conversation ON ai.drafts (conversation_id, created_at);

-- By when a person has to approve what the AI would say, else the conversation is handed over; null while nothing is held
-- back. It outlives the draft: a customer whose draft was put away still waits.
ALTER TABLE ai.conversations ADD COLUMN approval_due_at timestamptz;
CREATE INDEX idx_conversation_approval ON ai.conversations (approval_due_at) WHERE approval_due_at IS NOT NULL;

ALTER TABLE ai.traces DROP CONSTRAINT traces_outcome_check;
ALTER TABLE ai.traces ADD CONSTRAINT traces_outcome_check
  CHECK (outcome IN ('answered', 'declined', 'escalated', 'dropped', 'drafted'));
