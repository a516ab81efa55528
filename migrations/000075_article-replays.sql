-- A changed article is tried on what customers asked before it is saved, as a version is before it is deployed.

-- Up Migration

ALTER TABLE ai.replays ALTER COLUMN version_id DROP NOT NULL;
ALTER TABLE ai.replays
  ADD COLUMN article_id uuid REFERENCES ai.kb_articles (id) ON DELETE CASCADE,
  -- The version that was edited, and what it would become.
  ADD COLUMN article_version integer,
  ADD COLUMN draft jsonb,
  ADD CONSTRAINT replays_of_one_change CHECK (
    (version_id IS NOT NULL AND article_id IS NULL AND draft IS NULL)
    OR (version_id IS NULL AND article_id IS NOT NULL AND article_version IS NOT NULL AND draft IS NOT NULL)
  );
CREATE INDEX idx_replay_article ON ai.replays (article_id, created_at DESC) WHERE article_id IS NOT NULL;
