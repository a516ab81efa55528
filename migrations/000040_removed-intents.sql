-- An intent that was removed can be brought back with its sentences, and shows when it was changed.

-- Up Migration

ALTER TABLE ai.intents ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE ai.intents ADD COLUMN deleted_at timestamptz;

-- The words of a correction may be a sentence of the owner's too: the one is obeyed, the other is learnt from.
DROP INDEX ai.idx_intent_example_once;
CREATE UNIQUE INDEX idx_intent_example_once ON ai.intent_examples (intent, source, lower(text));
