-- Imports are kept with what they plan and have done, so that they survive a crash and can be followed from anywhere; articles get an owner and a date to be reviewed.

-- Up Migration

-- section: imports

CREATE TABLE IF NOT EXISTS ai.kb_imports (
  id uuid PRIMARY KEY,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'running', 'done', 'cancelled', 'failed')),
  default_category text CHECK (default_category IN ('pricing', 'policy', 'menu', 'faq')),
  reason text,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX IF NOT EXISTS idx_kb_import_created ON ai.kb_imports (created_at, id);

-- A file that was read to its end. Its bytes are not kept, only what was read from them.
CREATE TABLE IF NOT EXISTS ai.kb_import_files (
  import_id uuid NOT NULL REFERENCES ai.kb_imports (id) ON DELETE CASCADE,
  key text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (import_id, key)
);

-- One article of a file, or the reason why the file could not be read. The draft is dropped once it is written.
CREATE TABLE IF NOT EXISTS ai.kb_import_items (
  id uuid PRIMARY KEY,
  import_id uuid NOT NULL REFERENCES ai.kb_imports (id) ON DELETE CASCADE,
  position bigint GENERATED ALWAYS AS IDENTITY,
  file_key text NOT NULL,
  ordinal integer NOT NULL,
  file text NOT NULL,
  draft jsonb,
  title text,
  title_key text,
  code text,
  category text CHECK (category IN ('pricing', 'policy', 'menu', 'faq')),
  is_category_guessed boolean NOT NULL DEFAULT false,
  text_hash text,
  plan text NOT NULL CHECK (plan IN ('create', 'change', 'same', 'duplicate', 'failed')),
  duplicate_of text,
  is_included boolean NOT NULL,
  outcome text CHECK (outcome IN ('created', 'changed', 'same', 'failed')),
  reason text,
  article_id uuid REFERENCES ai.kb_articles (id) ON DELETE SET NULL,
  UNIQUE (import_id, file_key, ordinal)
);
CREATE INDEX IF NOT EXISTS idx_kb_import_item_place ON ai.kb_import_items (import_id, position);
CREATE INDEX IF NOT EXISTS idx_kb_import_item_text ON ai.kb_import_items (import_id, text_hash);
CREATE INDEX IF NOT EXISTS idx_kb_import_item_title ON ai.kb_import_items (import_id, title_key);

-- By what a file without a code is recognised.
CREATE INDEX IF NOT EXISTS idx_article_title_key ON ai.kb_articles (lower(regexp_replace(btrim(title), '\s+', ' ', 'g')));
CREATE INDEX IF NOT EXISTS idx_article_text_hash ON ai.kb_articles (md5(body_markdown));

-- section: articles

-- Who looks after an article, and the day on which it should be read again. Neither belongs to the text: changing them
-- makes no version.
ALTER TABLE ai.kb_articles ADD COLUMN IF NOT EXISTS owner_id uuid REFERENCES identity.users (id);
ALTER TABLE ai.kb_articles ADD COLUMN IF NOT EXISTS review_on date;
ALTER TABLE ai.kb_articles ADD COLUMN IF NOT EXISTS reviewed_at timestamptz;
ALTER TABLE ai.kb_articles ADD COLUMN IF NOT EXISTS reviewed_by uuid REFERENCES identity.users (id);
CREATE INDEX IF NOT EXISTS idx_article_review ON ai.kb_articles (review_on) WHERE review_on IS NOT NULL;

-- section: lab

-- Questions with the article that should answer them, run again after a change. The result is that of the last run.
CREATE TABLE IF NOT EXISTS ai.kb_checks (
  id uuid PRIMARY KEY,
  question text NOT NULL,
  article_id uuid NOT NULL REFERENCES ai.kb_articles (id) ON DELETE CASCADE,
  -- Place of the article among those found, from 1; null when it is not found.
  rank integer,
  rank_before integer,
  ran_at timestamptz,
  ran_before_at timestamptz,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (article_id, question)
);
CREATE INDEX IF NOT EXISTS idx_kb_check_created ON ai.kb_checks (created_at, id);
