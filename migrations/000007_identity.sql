-- People sign in with passwords where a team shares a desk; every session can be seen and revoked; what people decide is on record.

-- Up Migration

ALTER TABLE identity.users ADD COLUMN IF NOT EXISTS password_hash text;
ALTER TABLE identity.users ADD COLUMN IF NOT EXISTS is_active boolean NOT NULL DEFAULT true;
ALTER TABLE identity.users ADD COLUMN IF NOT EXISTS last_seen_at timestamptz;

-- A staff session belongs to a user, a chat session to one customer conversation. Only a hash of the token is kept.
CREATE TABLE IF NOT EXISTS identity.sessions (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('staff', 'chat')),
  user_id uuid REFERENCES identity.users (id) ON DELETE CASCADE,
  conversation_id uuid REFERENCES ai.conversations (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CHECK ((kind = 'staff') = (user_id IS NOT NULL)),
  CHECK ((kind = 'chat') = (conversation_id IS NOT NULL))
);
CREATE INDEX IF NOT EXISTS idx_session_user ON identity.sessions (user_id);
CREATE INDEX IF NOT EXISTS idx_session_expires ON identity.sessions (expires_at);

CREATE TABLE IF NOT EXISTS identity.audit_log (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid REFERENCES identity.users (id),
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX IF NOT EXISTS idx_audit_subject ON identity.audit_log (subject_type, subject_id);
