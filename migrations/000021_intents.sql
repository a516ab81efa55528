-- Intents that the owner defines by a few example sentences, and corrections of the router by people.

-- Up Migration

CREATE TABLE ai.intents (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9_]{1,39}$'),
  description text NOT NULL DEFAULT '',
  -- Who answers such messages; staff is a person.
  agent text NOT NULL CHECK (agent IN ('knowledge', 'booking', 'complaint', 'smalltalk', 'staff')),
  source text NOT NULL DEFAULT 'owner' CHECK (source IN ('built-in', 'owner')),
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Sentences of an intent. Those that are built in are part of the program; here are the owner's and people's corrections.
CREATE TABLE ai.intent_examples (
  id uuid PRIMARY KEY,
  intent text NOT NULL REFERENCES ai.intents (name) ON DELETE CASCADE ON UPDATE CASCADE,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  source text NOT NULL CHECK (source IN ('owner', 'correction')),
  -- The customer's message that was corrected; a later correction of it takes the place of an earlier one.
  message_id uuid REFERENCES ai.messages (id) ON DELETE CASCADE,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (message_id)
);
CREATE UNIQUE INDEX idx_intent_example_once ON ai.intent_examples (intent, lower(text));
CREATE INDEX idx_intent_example_created ON ai.intent_examples (created_at, id);

INSERT INTO ai.intents (id, name, agent, source, description) VALUES
  (gen_random_uuid(), 'pricing', 'knowledge', 'built-in', 'What things cost'),
  (gen_random_uuid(), 'booking', 'booking', 'built-in', 'Making, checking, changing and cancelling bookings'),
  (gen_random_uuid(), 'complaint', 'complaint', 'built-in', 'Being unhappy with what happened'),
  (gen_random_uuid(), 'menu', 'knowledge', 'built-in', 'Food and drink'),
  (gen_random_uuid(), 'policy', 'knowledge', 'built-in', 'Cancellation, refunds, payment, delivery and other rules'),
  (gen_random_uuid(), 'faq', 'knowledge', 'built-in', 'How it works, hours, places and everything else about the business'),
  (gen_random_uuid(), 'smalltalk', 'smalltalk', 'built-in', 'Greetings and thanks'),
  (gen_random_uuid(), 'human', 'staff', 'built-in', 'Asking for a person'),
  (gen_random_uuid(), 'unknown', 'knowledge', 'built-in', 'What has nothing to do with the business');
