-- People write articles; chunks are cut from them. Every version stays, so a citation opens the text as it was when it was cited.

-- Up Migration

CREATE TABLE IF NOT EXISTS ai.kb_articles (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2,8}-[0-9]{1,6}$'),
  title text NOT NULL,
  body_markdown text NOT NULL,
  category text NOT NULL CHECK (category IN ('pricing', 'policy', 'menu', 'faq')),
  tags jsonb NOT NULL DEFAULT '[]',
  questions jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL DEFAULT 'published' CHECK (status IN ('published', 'archived')),
  version integer NOT NULL DEFAULT 1,
  source_type text NOT NULL DEFAULT 'manual' CHECK (source_type IN ('manual', 'conversation', 'review')),
  is_sample boolean NOT NULL DEFAULT false,
  updated_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_article_category ON ai.kb_articles (status, category);

CREATE TABLE IF NOT EXISTS ai.kb_article_versions (
  article_id uuid NOT NULL REFERENCES ai.kb_articles (id) ON DELETE CASCADE,
  version integer NOT NULL,
  title text NOT NULL,
  body_markdown text NOT NULL,
  category text NOT NULL,
  tags jsonb NOT NULL DEFAULT '[]',
  questions jsonb NOT NULL DEFAULT '[]',
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (article_id, version)
);

-- A chunk without an article came from an existing deployment. A chunk without a vector waits to be embedded.
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS article_id uuid REFERENCES ai.kb_articles (id) ON DELETE CASCADE;
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS article_version integer;
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS position integer NOT NULL DEFAULT 0;
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS embedding_model text;
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS content_hash text;
ALTER TABLE ai.kb_chunks ADD COLUMN IF NOT EXISTS is_active boolean NOT NULL DEFAULT true;
CREATE INDEX IF NOT EXISTS idx_kb_article ON ai.kb_chunks (article_id, article_version, position);

-- Ways to ask for an article: written by people or learned from approved examples. They are what lifts retrieval most.
CREATE TABLE IF NOT EXISTS ai.kb_questions (
  id uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES ai.kb_articles (id) ON DELETE CASCADE,
  text text NOT NULL,
  source text NOT NULL DEFAULT 'written' CHECK (source IN ('written', 'suggested', 'learned')),
  vector vector(1536),
  embedding_model text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (article_id, text)
);
