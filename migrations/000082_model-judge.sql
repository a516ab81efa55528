-- Where the owner asks for it, a language model compares the answers of a replay too, beside the rules.

-- Up Migration

ALTER TABLE ai.replays ADD COLUMN with_model_judge boolean NOT NULL DEFAULT false;
-- What the rules and what the model say, where a model was asked; the verdict beside it is what counts.
ALTER TABLE ai.replay_cases ADD COLUMN judged jsonb;
