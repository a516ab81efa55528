-- Searching ten thousand vectors exactly takes about twenty times as long as through this graph.

-- Up Migration

CREATE INDEX IF NOT EXISTS idx_kb_vector_hnsw ON ai.kb_chunks
  USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 64);
