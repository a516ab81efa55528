-- A dataset is built from the best verified examples first; this index serves exactly that query.

-- Up Migration

CREATE INDEX IF NOT EXISTS idx_training_quality_verified ON ai.training_data
  (quality_score DESC, human_verified, is_active) WHERE is_active;
