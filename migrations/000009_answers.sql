-- Every AI answer can be explained: what was asked, found, decided and spent is kept beside the message.

-- Up Migration

CREATE TABLE IF NOT EXISTS ai.traces (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  question_message_id uuid NOT NULL REFERENCES ai.messages (id) ON DELETE CASCADE,
  -- Null when the run ended without an answer: it was dropped as the customer wrote again or a person took over.
  message_id uuid REFERENCES ai.messages (id) ON DELETE CASCADE,
  outcome text NOT NULL CHECK (outcome IN ('answered', 'declined', 'escalated', 'dropped')),
  agent text NOT NULL,
  intent text NOT NULL,
  intent_score real NOT NULL,
  retrieved jsonb NOT NULL DEFAULT '[]',
  examples jsonb NOT NULL DEFAULT '[]',
  tool_calls jsonb NOT NULL DEFAULT '[]',
  checks jsonb NOT NULL DEFAULT '[]',
  model text NOT NULL,
  prompt_version text NOT NULL,
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  cost_micro_usd bigint,
  duration_ms integer NOT NULL,
  confidence real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_trace_message ON ai.traces (message_id);
CREATE INDEX IF NOT EXISTS idx_trace_conversation ON ai.traces (conversation_id, created_at);
CREATE INDEX IF NOT EXISTS idx_trace_question ON ai.traces (question_message_id);

CREATE TABLE IF NOT EXISTS ai.citations (
  message_id uuid NOT NULL REFERENCES ai.messages (id) ON DELETE CASCADE,
  chunk_id uuid NOT NULL REFERENCES ai.kb_chunks (id),
  position integer NOT NULL,
  PRIMARY KEY (message_id, chunk_id)
);
CREATE INDEX IF NOT EXISTS idx_citation_chunk ON ai.citations (chunk_id);

CREATE TABLE IF NOT EXISTS ai.model_calls (
  id uuid PRIMARY KEY,
  model text NOT NULL,
  task text NOT NULL,
  outcome text NOT NULL,
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  cost_micro_usd bigint,
  duration_ms integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_model_call_created ON ai.model_calls (created_at);
