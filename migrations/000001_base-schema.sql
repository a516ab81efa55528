-- The base schema that the systems of the business share: conversations, knowledge, training data, people, bookings. Vectors are JSON here.
-- Every statement tolerates what is already there, so that an existing deployment is adopted and nothing of it is lost.

-- Up Migration

CREATE SCHEMA IF NOT EXISTS identity;
CREATE SCHEMA IF NOT EXISTS ai;
CREATE SCHEMA IF NOT EXISTS support;
CREATE SCHEMA IF NOT EXISTS booking;

CREATE TABLE IF NOT EXISTS identity.users (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text UNIQUE,
  role text NOT NULL CHECK (role IN ('support', 'admin', 'owner')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS ai.conversations (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('sms', 'email', 'instagram', 'facebook', 'phone', 'live_chat')),
  user_id text NOT NULL,
  thread_id text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'escalated', 'closed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  escalated_at timestamptz,
  assigned_agent_id uuid REFERENCES identity.users (id),
  escalation_reason text
);
CREATE INDEX IF NOT EXISTS idx_conversation_user_channel ON ai.conversations (user_id, channel);
CREATE INDEX IF NOT EXISTS idx_conversation_thread ON ai.conversations (thread_id);
CREATE INDEX IF NOT EXISTS idx_conversation_status ON ai.conversations (status);
CREATE INDEX IF NOT EXISTS idx_conversation_created ON ai.conversations (created_at);

CREATE TABLE IF NOT EXISTS ai.messages (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  content text NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  is_training_data boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_message_conversation ON ai.messages (conversation_id, created_at);

CREATE TABLE IF NOT EXISTS ai.kb_chunks (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  text text NOT NULL,
  vector jsonb,
  tags jsonb NOT NULL DEFAULT '[]',
  category text,
  source_type text NOT NULL DEFAULT 'manual',
  usage_count integer NOT NULL DEFAULT 0,
  success_rate real,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_kb_category ON ai.kb_chunks (category);
CREATE INDEX IF NOT EXISTS idx_kb_source_type ON ai.kb_chunks (source_type);
CREATE INDEX IF NOT EXISTS idx_kb_usage ON ai.kb_chunks (usage_count);
CREATE INDEX IF NOT EXISTS idx_kb_updated ON ai.kb_chunks (updated_at);

CREATE TABLE IF NOT EXISTS ai.training_data (
  id uuid PRIMARY KEY,
  question text NOT NULL,
  answer text NOT NULL,
  intent text,
  confidence_score real CHECK (confidence_score BETWEEN 0 AND 1),
  source_type text NOT NULL CHECK (source_type IN ('conversation', 'feedback', 'human_curated')),
  source_conversation_id uuid REFERENCES ai.conversations (id) ON DELETE SET NULL,
  human_verified boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  quality_score real CHECK (quality_score BETWEEN 0 AND 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE INDEX IF NOT EXISTS idx_training_active ON ai.training_data (is_active);
CREATE INDEX IF NOT EXISTS idx_training_intent ON ai.training_data (intent);
CREATE INDEX IF NOT EXISTS idx_training_quality ON ai.training_data (quality_score);
CREATE INDEX IF NOT EXISTS idx_training_source ON ai.training_data (source_type);
CREATE INDEX IF NOT EXISTS idx_training_verified ON ai.training_data (human_verified);

CREATE TABLE IF NOT EXISTS ai.conversation_analytics (
  conversation_id uuid PRIMARY KEY REFERENCES ai.conversations (id) ON DELETE CASCADE,
  quality_score real,
  avg_confidence real,
  satisfaction_rating smallint CHECK (satisfaction_rating BETWEEN 1 AND 5),
  message_count integer NOT NULL DEFAULT 0,
  ai_message_count integer NOT NULL DEFAULT 0,
  staff_message_count integer NOT NULL DEFAULT 0,
  first_response_ms bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS support.escalations (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  assigned_to uuid REFERENCES identity.users (id),
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz
);
CREATE INDEX IF NOT EXISTS idx_escalation_conversation ON support.escalations (conversation_id);
CREATE INDEX IF NOT EXISTS idx_escalation_assigned ON support.escalations (assigned_to);

CREATE TABLE IF NOT EXISTS booking.bookings (
  id uuid PRIMARY KEY,
  conversation_id uuid REFERENCES ai.conversations (id) ON DELETE SET NULL,
  customer_id text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'quoted', 'awaiting_deposit', 'confirmed', 'completed', 'cancelled')),
  starts_at timestamptz,
  adult_count integer CHECK (adult_count >= 0),
  child_count integer CHECK (child_count >= 0),
  address text,
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_booking_starts ON booking.bookings (starts_at);
CREATE INDEX IF NOT EXISTS idx_booking_customer ON booking.bookings (customer_id);

CREATE TABLE IF NOT EXISTS booking.quotes (
  id uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES booking.bookings (id) ON DELETE CASCADE,
  total_cents integer NOT NULL CHECK (total_cents >= 0),
  deposit_cents integer NOT NULL CHECK (deposit_cents >= 0),
  currency text NOT NULL DEFAULT 'USD',
  lines jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_quote_booking ON booking.quotes (booking_id);

CREATE TABLE IF NOT EXISTS booking.payments (
  id uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES booking.bookings (id) ON DELETE CASCADE,
  provider text NOT NULL,
  external_id text,
  amount_cents integer NOT NULL,
  currency text NOT NULL DEFAULT 'USD',
  status text NOT NULL CHECK (status IN ('pending', 'paid', 'failed', 'refunded')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX IF NOT EXISTS idx_payment_external ON booking.payments (provider, external_id);
