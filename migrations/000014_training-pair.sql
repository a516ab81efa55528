-- Each new candidate is looked for among the examples that are there, so that none is stored twice; without this index that reads them all.

-- Up Migration

CREATE INDEX IF NOT EXISTS idx_training_pair ON ai.training_data
  (md5(lower(regexp_replace(question || ' / ' || answer, '[^[:alnum:]]+', ' ', 'g'))));
