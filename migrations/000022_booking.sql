-- Bookings that an AI may fill in and only the database may grant: facts with their origin, chefs that cannot be sold twice, payments that arrive once.

-- Up Migration

ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS infant_count integer CHECK (infant_count >= 0);
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS customer_name text;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS channel text;
-- What is known, by fact: value, who said it, in which message, when. The columns hold what was agreed with the quote.
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS facts jsonb NOT NULL DEFAULT '{}';
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS version integer NOT NULL DEFAULT 1;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS held_until timestamptz;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS reschedule_count integer NOT NULL DEFAULT 0;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS confirmed_at timestamptz;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS cancelled_at timestamptz;
ALTER TABLE booking.bookings ADD COLUMN IF NOT EXISTS cancel_reason text;
CREATE INDEX IF NOT EXISTS idx_booking_conversation ON booking.bookings (conversation_id);
CREATE INDEX IF NOT EXISTS idx_booking_status ON booking.bookings (status, starts_at);

-- A chef, numbered from 1, cooks at one party at a time. `occupied` holds the seconds of the party, set apart by chef, so
-- that a range type that every server has excludes overlaps for each chef: this makes selling a start twice impossible.
CREATE TABLE IF NOT EXISTS booking.chef_slots (
  booking_id uuid NOT NULL REFERENCES booking.bookings (id) ON DELETE CASCADE,
  chef smallint NOT NULL CHECK (chef BETWEEN 1 AND 1000),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  occupied int8range NOT NULL,
  PRIMARY KEY (booking_id, chef),
  CONSTRAINT chef_cooks_once EXCLUDE USING gist (occupied WITH &&)
);
CREATE INDEX IF NOT EXISTS idx_chef_slot_time ON booking.chef_slots (starts_at);

ALTER TABLE booking.quotes ADD COLUMN IF NOT EXISTS balance_cents integer NOT NULL DEFAULT 0;
ALTER TABLE booking.quotes ADD COLUMN IF NOT EXISTS profile_version integer NOT NULL DEFAULT 0;
ALTER TABLE booking.quotes ADD COLUMN IF NOT EXISTS valid_until timestamptz;

ALTER TABLE booking.payments ADD COLUMN IF NOT EXISTS purpose text NOT NULL DEFAULT 'deposit'
  CHECK (purpose IN ('deposit', 'balance', 'reschedule_fee', 'refund'));
ALTER TABLE booking.payments ADD COLUMN IF NOT EXISTS checkout_url text;
ALTER TABLE booking.payments ADD COLUMN IF NOT EXISTS paid_at timestamptz;
ALTER TABLE booking.payments ADD COLUMN IF NOT EXISTS recorded_by uuid REFERENCES identity.users (id);

-- What the payment service told, once each, however often it tells it.
CREATE TABLE IF NOT EXISTS booking.payment_events (
  provider text NOT NULL,
  external_id text NOT NULL,
  type text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, external_id)
);

-- The business's prices and rules, a row a version; the newest is in force. Without any, the sample's are.
CREATE TABLE IF NOT EXISTS support.business_profiles (
  version integer PRIMARY KEY,
  profile jsonb NOT NULL,
  updated_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now()
);
