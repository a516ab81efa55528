-- Which examples a dataset was made of, in the order of its lines: a manifest that listed a million of them could not be read any more.

-- Up Migration

-- Pages of ids: one row an example would make every version of a large dataset as heavy as the examples themselves.
CREATE TABLE ai.dataset_examples (
  dataset_id uuid NOT NULL REFERENCES ai.datasets (id) ON DELETE CASCADE,
  part text NOT NULL CHECK (part IN ('train', 'validation')),
  page integer NOT NULL,
  example_ids uuid[] NOT NULL,
  PRIMARY KEY (dataset_id, part, page)
);

-- Earlier manifests did not tell which of their examples were held back, so all of them count as trained on.
INSERT INTO ai.dataset_examples (dataset_id, part, page, example_ids)
SELECT id, 'train', 0, ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(manifest->'exampleIds') WITH ORDINALITY AS one (value, n) ORDER BY n)
FROM ai.datasets WHERE jsonb_typeof(manifest->'exampleIds') = 'array';
