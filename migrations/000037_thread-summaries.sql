-- What a model made of a conversation is kept, so that reading it again costs nothing while nothing more is said.

-- Up Migration

CREATE TABLE ai.thread_summaries (
  conversation_id uuid PRIMARY KEY REFERENCES ai.conversations (id) ON DELETE CASCADE,
  -- The last message that it takes account of.
  up_to_seq bigint NOT NULL,
  summary jsonb NOT NULL,
  model text NOT NULL,
  prompt_version text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
