-- Complaints that an AI may settle within the owner's limits: what was told, what was offered and granted, and the summary that a person gets with the rest.

-- Up Migration

-- What may be offered, a row a version; the newest is in force. Without any, cautious defaults are.
CREATE TABLE support.complaint_limits (
  version integer PRIMARY KEY,
  limits jsonb NOT NULL,
  updated_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE support.complaints (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  -- By what the same customer is recognised: the conversation, the id that a channel vouches for, the contact of the party.
  customer_keys text[] NOT NULL,
  booking_id uuid REFERENCES booking.bookings (id) ON DELETE SET NULL,
  severity text NOT NULL CHECK (severity IN ('minor', 'moderate', 'serious')),
  state text NOT NULL DEFAULT 'collecting' CHECK (state IN ('collecting', 'offered', 'resolved', 'with_staff')),
  -- What was told, each with its message.
  facts jsonb NOT NULL DEFAULT '[]',
  memory jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_complaint_conversation ON support.complaints (conversation_id, created_at);
CREATE INDEX idx_complaint_customer ON support.complaints USING gin (customer_keys);

CREATE TABLE support.complaint_offers (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES support.complaints (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('apology', 'credit', 'discount', 'refund', 'redo')),
  percent integer CHECK (percent BETWEEN 1 AND 100),
  -- What it costs the business at most.
  amount_cents integer NOT NULL CHECK (amount_cents >= 0),
  currency text NOT NULL,
  code text UNIQUE,
  state text NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'granted', 'declined')),
  customer_keys text[] NOT NULL,
  limits_version integer NOT NULL,
  asked_message_id uuid REFERENCES ai.messages (id) ON DELETE SET NULL,
  decided_message_id uuid REFERENCES ai.messages (id) ON DELETE SET NULL,
  valid_until timestamptz NOT NULL,
  offered_at timestamptz NOT NULL,
  decided_at timestamptz
);
CREATE INDEX idx_complaint_offer_complaint ON support.complaint_offers (complaint_id);
CREATE INDEX idx_complaint_offer_customer ON support.complaint_offers USING gin (customer_keys);
CREATE INDEX idx_complaint_offer_spent ON support.complaint_offers (offered_at) WHERE state <> 'declined';

-- What the AI tells the person who takes over, in five fixed fields.
ALTER TABLE support.escalations ADD COLUMN handover_summary jsonb;
