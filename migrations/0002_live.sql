-- Addresses that are told what happens. An empty list of types is all of them. `told_from` is the place in the log from
-- which on they are told: nobody is sent what was before they asked.
CREATE TABLE webhooks (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  event_types TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  disabled_because TEXT CHECK (disabled_because IN ('gone')),
  secret TEXT NOT NULL,
  earlier_secret TEXT,
  earlier_until INTEGER,
  told_from INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- What falls due and when, of every kind; a row goes when it is fired, or when what it is about is done.
CREATE TABLE deadlines (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  about TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, kind, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_by_time ON deadlines (tenant, due_at);
CREATE INDEX deadline_by_record ON deadlines (tenant, kind, about);
INSERT INTO deadlines (tenant, kind, entity, about, due_at)
  SELECT tenant, 'activity_due', id, case_id, due_at FROM activities
  WHERE state = 'open' AND due_at > unixepoch() * 1000;

-- Where a customer's record stands in the log, for the pages that show it.
CREATE INDEX event_by_customer ON events (tenant, customer, seq);

-- Since when an agent has been at the desk without a gap between two sessions: what "for this session" means.
CREATE TABLE agent_sessions (
  tenant TEXT NOT NULL,
  agent TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (tenant, agent),
  FOREIGN KEY (tenant, agent) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;

-- An agent has settled a hot alert for their session, and why. All are kept: the log names them.
CREATE TABLE alert_acknowledgements (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  id TEXT NOT NULL,
  agent TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (tenant, case_id, id),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, agent) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
