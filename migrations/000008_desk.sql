-- What staff work with: who handles a conversation, escalations with their state, notes, saved replies, events, the outbox.

-- Up Migration

-- `fence` grows whenever the right to answer changes hands or the customer writes again; an AI answer is only
-- committed under the fence it was begun with, so nothing of the AI can follow a take-over.
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS customer_name text;
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS handler text NOT NULL DEFAULT 'ai' CHECK (handler IN ('ai', 'staff'));
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS fence bigint NOT NULL DEFAULT 0;
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS last_message_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS last_message_preview text NOT NULL DEFAULT '';
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS last_message_role text;
-- Since when the customer has waited for an answer; null when nobody owes one.
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS waiting_since timestamptz;
ALTER TABLE ai.conversations ADD COLUMN IF NOT EXISTS is_sample boolean NOT NULL DEFAULT false;
CREATE INDEX IF NOT EXISTS idx_conversation_recent ON ai.conversations (last_message_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_conversation_status_recent ON ai.conversations (status, last_message_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_conversation_assigned ON ai.conversations (assigned_agent_id, last_message_at DESC);

-- A message that a channel delivers twice, or that a person sends twice, is stored once.
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS seq bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS author_id uuid REFERENCES identity.users (id);
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS channel text;
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS external_id text;
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS client_key text;
ALTER TABLE ai.messages ADD COLUMN IF NOT EXISTS delivery text NOT NULL DEFAULT 'sent'
  CHECK (delivery IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown'));
CREATE UNIQUE INDEX IF NOT EXISTS idx_message_external ON ai.messages (channel, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS idx_message_client_key ON ai.messages (conversation_id, client_key) WHERE client_key IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS idx_message_seq ON ai.messages (conversation_id, seq);

ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS status text NOT NULL DEFAULT 'open'
  CHECK (status IN ('open', 'claimed', 'handed_back', 'resolved'));
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS priority text NOT NULL DEFAULT 'normal'
  CHECK (priority IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS detail text NOT NULL DEFAULT '';
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS summary text NOT NULL DEFAULT '';
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS question_message_id uuid REFERENCES ai.messages (id) ON DELETE SET NULL;
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS due_at timestamptz;
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS claimed_at timestamptz;
ALTER TABLE support.escalations ADD COLUMN IF NOT EXISTS resolution text NOT NULL DEFAULT '';
-- Rows of an existing deployment that were resolved or assigned keep that state, and of several unresolved ones
-- of a conversation only the newest stays open.
UPDATE support.escalations SET status = 'resolved' WHERE resolved_at IS NOT NULL AND status = 'open';
UPDATE support.escalations SET status = 'claimed', claimed_at = created_at WHERE assigned_to IS NOT NULL AND status = 'open';
UPDATE support.escalations older SET status = 'resolved', resolved_at = now(), resolution = 'superseded by a newer escalation'
  WHERE older.status IN ('open', 'claimed') AND EXISTS (
    SELECT 1 FROM support.escalations newer
    WHERE newer.conversation_id = older.conversation_id AND newer.status IN ('open', 'claimed')
      AND (newer.created_at, newer.id) > (older.created_at, older.id));
CREATE UNIQUE INDEX IF NOT EXISTS idx_escalation_one_open ON support.escalations (conversation_id) WHERE status IN ('open', 'claimed');
CREATE INDEX IF NOT EXISTS idx_escalation_queue ON support.escalations (status, due_at);

CREATE TABLE IF NOT EXISTS support.notes (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES ai.conversations (id) ON DELETE CASCADE,
  author_id uuid NOT NULL REFERENCES identity.users (id),
  content text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_note_conversation ON support.notes (conversation_id, created_at);

CREATE TABLE IF NOT EXISTS support.saved_replies (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  content text NOT NULL,
  shortcut text UNIQUE,
  created_by uuid REFERENCES identity.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS support.outbox (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL UNIQUE REFERENCES ai.messages (id) ON DELETE CASCADE,
  channel text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_outbox_state ON support.outbox (state) WHERE state <> 'sent';

-- The truth about what happened, in the order of commits; streams resume from the last id they have seen.
CREATE TABLE IF NOT EXISTS support.events (
  id bigserial PRIMARY KEY,
  type text NOT NULL,
  conversation_id uuid,
  subject_id text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_event_conversation ON support.events (conversation_id, id);

CREATE TABLE IF NOT EXISTS support.settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by uuid REFERENCES identity.users (id)
);
