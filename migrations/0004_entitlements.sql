-- What support a customer is entitled to. Its state follows from the dates and from when it was activated or cancelled.
-- Terms are cases or minutes, as the allocation says; what remains is the total and the sum of the movements.
CREATE TABLE entitlements (
  tenant TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  customer TEXT NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL,
  allocation TEXT NOT NULL CHECK (allocation IN ('cases', 'minutes')),
  decrease_on TEXT NOT NULL CHECK (decrease_on IN ('creation', 'resolution')),
  total_terms INTEGER NOT NULL CHECK (total_terms >= 0),
  remaining_terms INTEGER NOT NULL,
  restricts INTEGER NOT NULL DEFAULT 0 CHECK (restricts IN (0, 1)),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  sla TEXT,
  activated_at INTEGER,
  cancelled_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id),
  CHECK (ends_on >= starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_by_customer ON entitlements (tenant, customer, id);
CREATE UNIQUE INDEX one_default_entitlement ON entitlements (tenant, customer) WHERE is_default = 1;

CREATE TABLE entitlement_products (
  tenant TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  product TEXT NOT NULL,
  PRIMARY KEY (tenant, entitlement, product),
  FOREIGN KEY (tenant, entitlement) REFERENCES entitlements (tenant, id),
  FOREIGN KEY (tenant, product) REFERENCES products (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entitlement_contacts (
  tenant TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  contact TEXT NOT NULL,
  PRIMARY KEY (tenant, entitlement, contact),
  FOREIGN KEY (tenant, entitlement) REFERENCES entitlements (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entitlement_channels (
  tenant TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'email', 'web', 'facebook', 'twitter', 'iot')),
  total INTEGER NOT NULL CHECK (total >= 0),
  remaining INTEGER NOT NULL,
  PRIMARY KEY (tenant, entitlement, origin),
  FOREIGN KEY (tenant, entitlement) REFERENCES entitlements (tenant, id)
) STRICT, WITHOUT ROWID;

-- Terms that cases took (below zero) and gave back, by the origin that the case had. Rows are only ever added.
CREATE TABLE entitlement_movements (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  entitlement TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'email', 'web', 'facebook', 'twitter', 'iot')),
  terms INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, case_id, seq),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, entitlement) REFERENCES entitlements (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_by_entitlement ON entitlement_movements (tenant, entitlement, origin, terms);

ALTER TABLE cases ADD COLUMN entitlement TEXT;
ALTER TABLE cases ADD COLUMN decrement_terms INTEGER NOT NULL DEFAULT 1 CHECK (decrement_terms IN (0, 1));
CREATE INDEX case_by_entitlement ON cases (tenant, entitlement) WHERE entitlement IS NOT NULL;
