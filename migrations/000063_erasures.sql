-- Deleting a customer leaves a receipt without a word of theirs: what was removed, which datasets and model versions had learned from it.

-- Up Migration

CREATE TABLE support.erasures (
  id uuid PRIMARY KEY,
  receipt jsonb NOT NULL,
  erased_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL
);
CREATE INDEX idx_erasure_created ON support.erasures (created_at DESC, id DESC);

-- A version whose files were removed, as a customer in it was deleted. The row stays: model versions were trained on it.
ALTER TABLE ai.datasets ADD COLUMN withdrawn_at timestamptz;
