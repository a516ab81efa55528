-- "Why this answer?" shows the whole way to an answer: where it was routed, how long each step took, which models were asked, and what was said with them.

-- Up Migration

ALTER TABLE ai.traces ADD COLUMN route jsonb;
ALTER TABLE ai.traces ADD COLUMN steps jsonb NOT NULL DEFAULT '[]';
ALTER TABLE ai.traces ADD COLUMN attempts jsonb NOT NULL DEFAULT '[]';
ALTER TABLE ai.traces ADD COLUMN degraded boolean NOT NULL DEFAULT false;
-- From which confidence on the answer would be sent, as it was set then. Null where nothing was weighed.
ALTER TABLE ai.traces ADD COLUMN threshold real;

-- Apart from the traces, as they are long and few people open them. Gone with the trace, and so with its conversation.
CREATE TABLE ai.trace_exchanges (
  trace_id uuid NOT NULL REFERENCES ai.traces (id) ON DELETE CASCADE,
  position integer NOT NULL,
  model text NOT NULL,
  -- Null where the model does not take one.
  temperature real,
  messages jsonb NOT NULL,
  -- Null where none came.
  reply text,
  PRIMARY KEY (trace_id, position)
);
