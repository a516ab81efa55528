-- An approved example is held against an article that changes after the approval; what it contradicts then is put up for a second look.

-- Up Migration

-- Since when an article that was changed says otherwise; null where none does, or where a reviewer has seen it.
ALTER TABLE ai.training_data ADD COLUMN conflict_look_at timestamptz;

-- Up to which change of the article the approved examples near it were compared with it. What stands now was there to be seen at each approval.
ALTER TABLE ai.kb_articles ADD COLUMN examples_compared_at timestamptz;
UPDATE ai.kb_articles SET examples_compared_at = updated_at;
