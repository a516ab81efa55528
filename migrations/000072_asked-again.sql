-- A customer who asks the same again was not helped by the answer before, also where nobody was called: each message is looked at once.

-- Up Migration

CREATE TABLE ai.asked_again_looks (
  message_id uuid PRIMARY KEY REFERENCES ai.messages (id) ON DELETE CASCADE
);

-- What customers wrote lately is looked through every two minutes, among all that was ever said.
CREATE INDEX idx_message_asked ON ai.messages (created_at) WHERE role = 'user';
