-- Feedback from every side: why staff find an answer wrong, what customers did after it, and approved examples whose feedback fell since.

-- Up Migration

ALTER TABLE ai.feedback ADD COLUMN wrong_because text
  CHECK (wrong_because IN ('wrong_facts', 'out_of_date', 'beside_the_question', 'incomplete', 'tone'));

-- What a customer did after an answer, which says as much as a rating. Apart from feedback, as nobody said it.
CREATE TABLE ai.conduct_signals (
  message_id uuid NOT NULL REFERENCES ai.messages (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  signal text NOT NULL CHECK (signal IN ('asked_again', 'asked_for_person', 'booking_completed')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (message_id, signal)
);
CREATE INDEX idx_conduct_conversation ON ai.conduct_signals (conversation_id);

-- An approval stands whatever is said later, but a person is asked to look again.
ALTER TABLE ai.training_data ADD COLUMN second_look_at timestamptz;
ALTER TABLE ai.training_data ADD COLUMN second_look_score real CHECK (second_look_score BETWEEN 0 AND 1);
CREATE INDEX idx_training_second_look ON ai.training_data (second_look_at, id) WHERE second_look_at IS NOT NULL;
