-- Staff look for what was said, so message text is indexed as words.

-- Up Migration

CREATE INDEX IF NOT EXISTS idx_message_content_fts ON ai.messages USING gin (to_tsvector('english', content));
