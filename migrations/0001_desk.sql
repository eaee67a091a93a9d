-- The first desk: who may call, who is called about, and what is going on.
-- The tenant stands first in every key. Times are milliseconds since 1970, UTC; amounts are minor units of their currency.

CREATE TABLE tenants (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- The binding of the D1 database that holds the tenant's rows.
  database TEXT NOT NULL,
  -- Three characters each: one trigram, so that a search reads no other tenant's postings.
  customer_scope TEXT NOT NULL UNIQUE,
  product_scope TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE publishable_keys (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  key TEXT NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX publishable_key ON publishable_keys (key);

CREATE TABLE assertion_keys (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  kid TEXT NOT NULL,
  -- A public JWK as JSON.
  jwk TEXT NOT NULL,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('ES256', 'EdDSA')),
  revoked_at INTEGER,
  PRIMARY KEY (tenant, kid)
) STRICT, WITHOUT ROWID;

CREATE TABLE origins (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  origin TEXT NOT NULL,
  PRIMARY KEY (tenant, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_of_any_tenant ON origins (origin);

CREATE TABLE used_assertions (
  tenant TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_assertion_expiry ON used_assertions (tenant, expires_at);

CREATE TABLE agents (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('agent', 'supervisor', 'admin', 'integration')),
  language TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_members (
  tenant TEXT NOT NULL,
  team TEXT NOT NULL,
  agent TEXT NOT NULL,
  PRIMARY KEY (tenant, team, agent),
  FOREIGN KEY (tenant, team) REFERENCES teams (tenant, id),
  FOREIGN KEY (tenant, agent) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE channels (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('call_center')),
  currency TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- An agent is a user of one call centre only (domain reference §2B.1), hence the key.
CREATE TABLE channel_users (
  tenant TEXT NOT NULL,
  agent TEXT NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (tenant, agent),
  FOREIGN KEY (tenant, agent) REFERENCES agents (tenant, id),
  FOREIGN KEY (tenant, channel) REFERENCES channels (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_methods (
  tenant TEXT NOT NULL,
  channel TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'check', 'card', 'gift_card')),
  PRIMARY KEY (tenant, channel, id),
  FOREIGN KEY (tenant, channel) REFERENCES channels (tenant, id)
) STRICT, WITHOUT ROWID;

-- An empty region is the whole country.
CREATE TABLE tax_rates (
  tenant TEXT NOT NULL,
  channel TEXT NOT NULL,
  country TEXT NOT NULL,
  region TEXT NOT NULL DEFAULT '',
  rate TEXT NOT NULL,
  PRIMARY KEY (tenant, channel, country, region),
  FOREIGN KEY (tenant, channel) REFERENCES channels (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE priorities (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  hot_alert INTEGER NOT NULL DEFAULT 0 CHECK (hot_alert IN (0, 1)),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_default_priority ON priorities (tenant) WHERE is_default = 1;

CREATE TABLE subjects (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  parent TEXT,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, parent) REFERENCES subjects (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  unit_price TEXT NOT NULL,
  available INTEGER,
  expected_at INTEGER,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  search_row INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_by_name ON products (tenant, name, id);

CREATE TABLE customers (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('account', 'person')),
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  tax_id TEXT,
  language TEXT,
  country TEXT,
  search_row INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
) STRICT, WITHOUT ROWID;

-- What a customer can be found by other than letters inside a name: ends of phone numbers (kept reversed) and their
-- beginnings (as dialled), e-mail, numbers, tax id. `contact` names whose it is and is empty for the customer's own.
CREATE TABLE customer_keys (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'dialled', 'email', 'number', 'tax_id')),
  key TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, kind, key, customer, contact),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_key_owner ON customer_keys (tenant, customer, contact);

-- One row a customer or product. Stored, so that secure-delete leaves nothing of an erased word behind. A name of a
-- customer stands on its own line of `text` with two spaces before each word, so that trigrams tell where words and
-- whole names begin, which makes one or two letters enough. `shown` holds names and e-mails as people wrote them.
CREATE VIRTUAL TABLE search USING fts5 (
  scope,
  text,
  email,
  shown UNINDEXED,
  entity UNINDEXED,
  tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TABLE contacts (
  tenant TEXT NOT NULL,
  customer TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  job_title TEXT,
  email TEXT,
  phone TEXT,
  PRIMARY KEY (tenant, customer, id),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE addresses (
  tenant TEXT NOT NULL,
  customer TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  purpose TEXT NOT NULL CHECK (purpose IN ('delivery', 'invoice', 'home', 'other')),
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  line1 TEXT NOT NULL,
  line2 TEXT,
  city TEXT NOT NULL,
  region TEXT,
  postal_code TEXT,
  country TEXT NOT NULL,
  PRIMARY KEY (tenant, customer, id),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_primary_address ON addresses (tenant, customer) WHERE is_primary = 1;

-- `about` is the customer or case that the note was written on.
CREATE TABLE notes (
  tenant TEXT NOT NULL,
  about TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  customer TEXT NOT NULL,
  body TEXT NOT NULL,
  internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, about, id),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id),
  FOREIGN KEY (tenant, author) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_time ON notes (tenant, about, created_at DESC, id DESC);

CREATE TABLE cases (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  number TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT,
  title TEXT NOT NULL,
  description TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'resolved', 'cancelled')),
  status_reason TEXT NOT NULL,
  priority TEXT NOT NULL,
  subject TEXT,
  product TEXT,
  product_serial_number TEXT,
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'email', 'web', 'facebook', 'twitter', 'iot')),
  type TEXT CHECK (type IN ('question', 'problem', 'request')),
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id),
  FOREIGN KEY (tenant, customer, contact) REFERENCES contacts (tenant, customer, id),
  FOREIGN KEY (tenant, priority) REFERENCES priorities (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id),
  FOREIGN KEY (tenant, product) REFERENCES products (tenant, id),
  FOREIGN KEY (tenant, owner) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_by_customer ON cases (tenant, customer, updated_at DESC, id DESC);
CREATE INDEX case_by_customer_state ON cases (tenant, customer, state, updated_at DESC, id DESC);
CREATE INDEX case_by_owner ON cases (tenant, owner, state, updated_at DESC, id DESC);
CREATE INDEX case_by_state ON cases (tenant, state, updated_at DESC, id DESC);
CREATE INDEX active_case_by_priority ON cases (tenant, customer, priority) WHERE state = 'active';

CREATE TABLE activities (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL CHECK (kind IN ('phone_call', 'task', 'email', 'appointment')),
  subject TEXT NOT NULL,
  description TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'completed', 'cancelled')),
  due_at INTEGER,
  duration_minutes INTEGER NOT NULL DEFAULT 0 CHECK (duration_minutes >= 0),
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (tenant, case_id, id),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, owner) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;

-- One row for each time the case was resolved; earlier ones stay when it is reactivated.
CREATE TABLE resolutions (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  resolved_at INTEGER NOT NULL,
  resolution_type TEXT NOT NULL,
  resolution TEXT NOT NULL,
  total_minutes INTEGER NOT NULL,
  billable_minutes INTEGER NOT NULL CHECK (billable_minutes >= 0),
  resolved_by TEXT NOT NULL,
  PRIMARY KEY (tenant, case_id, resolved_at),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, resolved_by) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  number TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT,
  channel TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'fulfilled', 'invoiced', 'cancelled')),
  view TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN status IN ('invoiced', 'cancelled') THEN status ELSE 'open' END) STORED,
  currency TEXT NOT NULL,
  deliver_to TEXT,
  taken_by TEXT NOT NULL,
  tax_source TEXT NOT NULL CHECK (tax_source IN ('table', 'given')),
  -- The rate that the table gave; null where it had none for the place, or the tax was given.
  tax_rate TEXT,
  tax INTEGER NOT NULL DEFAULT 0,
  rounding INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  stated_total TEXT,
  recap_hash TEXT,
  placed_at INTEGER,
  ordered_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id),
  FOREIGN KEY (tenant, channel) REFERENCES channels (tenant, id),
  FOREIGN KEY (tenant, taken_by) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_by_customer ON orders (tenant, customer, ordered_at DESC, id DESC);
CREATE INDEX order_by_customer_view ON orders (tenant, customer, view, ordered_at DESC, id DESC);
CREATE INDEX order_by_time ON orders (tenant, ordered_at DESC, id DESC);
CREATE INDEX order_by_view ON orders (tenant, view, ordered_at DESC, id DESC);

CREATE TABLE order_lines (
  tenant TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product TEXT,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price TEXT NOT NULL,
  discount_rate TEXT NOT NULL DEFAULT '0',
  amount INTEGER NOT NULL,
  discount INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, order_id, position),
  FOREIGN KEY (tenant, order_id) REFERENCES orders (tenant, id),
  FOREIGN KEY (tenant, product) REFERENCES products (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_charges (
  tenant TEXT NOT NULL,
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (tenant, order_id, id),
  FOREIGN KEY (tenant, order_id) REFERENCES orders (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payments (
  tenant TEXT NOT NULL,
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  method TEXT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'check', 'card', 'gift_card')),
  amount INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'authorised', 'paid', 'declined', 'voided')),
  -- The provider's token; never a card number.
  reference TEXT,
  hint TEXT,
  decline_reason TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, order_id, id),
  FOREIGN KEY (tenant, order_id) REFERENCES orders (tenant, id)
) STRICT, WITHOUT ROWID;

-- One row a customer, changed by the same batches that change what it sums up.
CREATE TABLE customer_summary (
  tenant TEXT NOT NULL,
  customer TEXT NOT NULL,
  open_cases INTEGER NOT NULL DEFAULT 0 CHECK (open_cases >= 0),
  hot_alerts INTEGER NOT NULL DEFAULT 0 CHECK (hot_alerts >= 0),
  open_orders INTEGER NOT NULL DEFAULT 0 CHECK (open_orders >= 0),
  orders INTEGER NOT NULL DEFAULT 0 CHECK (orders >= 0),
  -- Totals of submitted orders as a JSON object: currency to minor units.
  ordered TEXT NOT NULL DEFAULT '{}',
  last_contact_at INTEGER,
  PRIMARY KEY (tenant, customer),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id)
) STRICT, WITHOUT ROWID;

-- The only history. `seq` is max + 1 inside the batch, so order in the log is order of commit.
CREATE TABLE events (
  tenant TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  entity_kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  customer TEXT,
  actor TEXT NOT NULL,
  request_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  facts TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_entity ON events (tenant, entity, seq);

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN
  SELECT raise(ABORT, 'the event log is append-only');
END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN
  SELECT raise(ABORT, 'the event log is append-only');
END;

-- Personal values before and after a change, apart from the log so that erasure can empty them.
CREATE TABLE event_private (
  tenant TEXT NOT NULL,
  customer TEXT NOT NULL,
  seq INTEGER NOT NULL,
  before_after TEXT NOT NULL,
  PRIMARY KEY (tenant, customer, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_log (
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  agent TEXT NOT NULL,
  customer TEXT NOT NULL,
  action TEXT NOT NULL,
  PRIMARY KEY (tenant, customer, at, request_id)
) STRICT, WITHOUT ROWID;

-- A status of null is a request that still runs, which only calls to a payment provider leave.
CREATE TABLE idempotency (
  tenant TEXT NOT NULL,
  agent TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER,
  etag TEXT,
  body TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, agent, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (tenant, expires_at);

-- Never holds a row: inserting NULL aborts the batch, which is what a guard is for.
CREATE TABLE guard (ok INTEGER NOT NULL) STRICT;
