-- What reviewers say that the scrubber missed or took for personal data by mistake: it holds throughout the conversation, and is what the scrubber is tested with.

-- Up Migration

CREATE TABLE ai.pii_corrections (
  id uuid PRIMARY KEY,
  example_id uuid NOT NULL REFERENCES ai.training_data (id) ON DELETE CASCADE,
  -- Null for an example that was written without one.
  conversation_id uuid REFERENCES ai.conversations (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('missed', 'wrong')),
  -- The words themselves. They are the customer's, so they stay in this table and what is exported on purpose.
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  type text CHECK ((type IS NOT NULL) = (kind = 'missed')),
  created_by uuid NOT NULL REFERENCES identity.users (id),
  created_at timestamptz NOT NULL,
  UNIQUE (example_id, text)
);
CREATE INDEX idx_pii_correction_conversation ON ai.pii_corrections (conversation_id);
