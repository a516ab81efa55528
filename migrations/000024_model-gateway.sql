-- A model's faults, refusals and last day, and what was spent of the budgets, are known to every sidecar and after each restart.

-- Up Migration

CREATE TABLE ai.model_health (
  -- Host and path of the service: the same name may mean another model elsewhere.
  service text NOT NULL,
  model text NOT NULL,
  state text NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'open', 'gone')),
  open_until timestamptz,
  last_error text,
  last_error_at timestamptz,
  -- What the model would not take (the temperature of reasoning models, say), so that no call pays again for finding out.
  refused text[] NOT NULL DEFAULT '{}',
  shutdown_date date,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service, model)
);

-- A row a day of the business. What calls under way may cost at most is reserved before they are made and becomes spent
-- after them; of a call whose sidecar was killed the reservation stays, as nobody knows what it has cost.
CREATE TABLE ai.model_spend (
  day date PRIMARY KEY,
  spent_micro_usd bigint NOT NULL DEFAULT 0,
  reserved_micro_usd bigint NOT NULL DEFAULT 0
);
INSERT INTO ai.model_spend (day, spent_micro_usd)
SELECT created_at::date, coalesce(sum(cost_micro_usd), 0) FROM ai.model_calls
WHERE created_at >= date_trunc('month', now()) GROUP BY 1;
