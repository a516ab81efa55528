-- Gaps: what customers asked and the AI could not answer, gathered by topic, so that people see which article to write next.

-- Up Migration

CREATE TABLE ai.kb_gaps (
  id uuid PRIMARY KEY,
  -- The most typical of its questions, free of personal data.
  title text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'answered', 'dismissed')),
  -- The article that answers it: written for it, or found to answer it.
  article_id uuid REFERENCES ai.kb_articles (id) ON DELETE SET NULL,
  -- An article that may answer it now; nobody has said so yet.
  suggested_article_id uuid REFERENCES ai.kb_articles (id) ON DELETE SET NULL,
  note text NOT NULL DEFAULT '',
  status_at timestamptz NOT NULL DEFAULT now(),
  status_by uuid REFERENCES identity.users (id),
  -- When a question failed again although the gap counted as answered.
  came_back_at timestamptz,
  -- A person has arranged its questions: it is never joined with another one unasked.
  is_arranged boolean NOT NULL DEFAULT false,
  -- The articles' state at which it was last tried whether it is answered now.
  checked_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_gap_status ON ai.kb_gaps (status, status_at);

-- One row for each message that stayed without an answer. Written with the answer's trace, sorted into a gap later.
CREATE TABLE ai.kb_gap_questions (
  message_id uuid PRIMARY KEY REFERENCES ai.messages (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  -- Null: not sorted yet.
  gap_id uuid REFERENCES ai.kb_gaps (id) ON DELETE SET NULL,
  -- As the customer put it, with what came before where it was a follow-up; without personal data.
  text text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('declined', 'escalated', 'unhelpful')),
  vector vector(1536),
  embedding_model text,
  asked_at timestamptz NOT NULL
);
CREATE INDEX idx_gap_question_gap ON ai.kb_gap_questions (gap_id, asked_at);
CREATE INDEX idx_gap_question_conversation ON ai.kb_gap_questions (conversation_id);
CREATE INDEX idx_gap_question_waiting ON ai.kb_gap_questions (asked_at) WHERE gap_id IS NULL;
