-- How cases stand to each other: merged into one, parent and children, similar ones that helped; and how the tenant wants
-- cases to go. The tenant stands first in every key. Times are milliseconds since 1970, UTC.

ALTER TABLE cases ADD COLUMN parent TEXT;
ALTER TABLE cases ADD COLUMN master TEXT;
ALTER TABLE cases ADD COLUMN stage TEXT NOT NULL DEFAULT 'identify' CHECK (stage IN ('identify', 'research', 'resolve'));
CREATE INDEX case_by_parent ON cases (tenant, parent, state) WHERE parent IS NOT NULL;
CREATE INDEX case_by_master ON cases (tenant, master) WHERE master IS NOT NULL;
CREATE INDEX resolved_case_by_subject ON cases (tenant, subject, closed_at DESC) WHERE state = 'resolved';

-- Where a merge has moved them, they are found by what the event that tells of them names.
CREATE INDEX activity_by_id ON activities (tenant, id);
CREATE INDEX note_by_id ON notes (tenant, id);

-- What the tenant wants of its cases, one document (shared/case-settings.ts); no row is the defaults.
CREATE TABLE case_settings (
  tenant TEXT NOT NULL PRIMARY KEY REFERENCES tenants (id),
  version INTEGER NOT NULL,
  settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A merge and, by case, its receipt: what the case was and what was moved away from it, so that undoing gives back just that.
CREATE TABLE merges (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  master TEXT NOT NULL,
  merged_at INTEGER NOT NULL,
  merged_by TEXT NOT NULL,
  undone_at INTEGER,
  undone_by TEXT,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, master) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, merged_by) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_by_master ON merges (tenant, master, merged_at DESC);

CREATE TABLE merged_cases (
  tenant TEXT NOT NULL,
  merge TEXT NOT NULL,
  case_id TEXT NOT NULL,
  status_reason TEXT NOT NULL,
  -- JSON arrays of ids.
  activities TEXT NOT NULL,
  notes TEXT NOT NULL,
  children TEXT NOT NULL,
  PRIMARY KEY (tenant, merge, case_id),
  FOREIGN KEY (tenant, merge) REFERENCES merges (tenant, id),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id)
) STRICT, WITHOUT ROWID;

-- Found a solution: each pair stands twice, once from either side (domain §2A.12).
CREATE TABLE similar_cases (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  other TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  linked_by TEXT NOT NULL,
  -- Whether the other case's solution helped with this one; null where nobody has said.
  helpful INTEGER CHECK (helpful IN (0, 1)),
  PRIMARY KEY (tenant, case_id, other),
  FOREIGN KEY (tenant, case_id) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, other) REFERENCES cases (tenant, id),
  FOREIGN KEY (tenant, linked_by) REFERENCES agents (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_case_that_helped ON similar_cases (tenant, other) WHERE helpful = 1;

-- Titles of resolved cases by the words in them. Stored, so that secure-delete leaves nothing of an erased word behind.
CREATE VIRTUAL TABLE resolved_titles USING fts5 (
  scope,
  title,
  entity UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO resolved_titles (resolved_titles, rank) VALUES ('secure-delete', 1);
CREATE TABLE resolved_title_rows (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (tenant, case_id)
) STRICT, WITHOUT ROWID;
