-- Cases that were resolved before titles could be searched, or came from another system so.

INSERT INTO resolved_title_rows (tenant, case_id, place)
  SELECT tenant, id, coalesce((SELECT max(place) FROM resolved_title_rows), 0) + row_number() OVER (ORDER BY closed_at, id)
  FROM cases WHERE state = 'resolved'
  ON CONFLICT (tenant, case_id) DO NOTHING;
INSERT INTO resolved_titles (rowid, scope, title, entity)
  SELECT resolved_title_rows.place, tenants.customer_scope, cases.title, cases.id
  FROM resolved_title_rows
  JOIN cases ON cases.tenant = resolved_title_rows.tenant AND cases.id = resolved_title_rows.case_id
  JOIN tenants ON tenants.id = cases.tenant
  WHERE resolved_title_rows.place NOT IN (SELECT rowid FROM resolved_titles)
  ORDER BY resolved_title_rows.place;
