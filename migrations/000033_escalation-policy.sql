-- The rules by which the AI answers or calls a person become one document with its history; what a decision was made of stays with the trace.

-- Up Migration

-- A row a version; the newest is in force. Without any, the program's own is.
CREATE TABLE support.escalation_policies (
  version integer PRIMARY KEY CHECK (version > 0),
  policy jsonb NOT NULL,
  -- Why it was changed, in the owner's words.
  note text NOT NULL DEFAULT '',
  -- The version whose rules were put back.
  restored_from integer,
  changed_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What the owner had set among the settings is the first version; what was never set keeps its default.
INSERT INTO support.escalation_policies (version, policy, note, changed_by, created_at)
SELECT 1,
  jsonb_strip_nulls(jsonb_build_object(
    'answers', jsonb_build_object('confidence', value -> 'confidenceThreshold'),
    'targets', jsonb_build_object('responseMinutes', value -> 'responseTargetMinutes'))),
  'As it was among the settings', updated_by, updated_at
FROM support.settings
WHERE key = 'desk' AND value ?| ARRAY['confidenceThreshold', 'responseTargetMinutes'];
UPDATE support.settings SET value = value - 'confidenceThreshold' - 'responseTargetMinutes' WHERE key = 'desk';

-- Null for traces from before, and where the rules were not asked.
ALTER TABLE ai.traces ADD COLUMN evidence jsonb;
CREATE INDEX idx_trace_evidence ON ai.traces (created_at DESC, id DESC) WHERE evidence IS NOT NULL;
