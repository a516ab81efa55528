-- The language that the customer writes in, so that short messages, staff and set phrases keep to it.

-- Up Migration

-- ISO 639-1; null until a message tells.
ALTER TABLE ai.conversations ADD COLUMN language text CHECK (language ~ '^[a-z]{2,3}$');
