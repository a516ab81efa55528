-- What the people at the desk have to be told (a restored backup, say) stays until somebody has put it away, also over restarts.

-- Up Migration

CREATE TABLE support.notices (
  id text PRIMARY KEY,
  level text NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  title text NOT NULL,
  content text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  dismissed_at timestamptz,
  dismissed_by uuid REFERENCES identity.users (id)
);
