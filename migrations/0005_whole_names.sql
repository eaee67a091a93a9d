-- Whole names are looked up by their key: the full-text index reads as many rows as there are names with the same letters.
-- SQLite changes no CHECK, so the table is written anew. A line of the search is a name as it is compared.

CREATE TABLE customer_keys_with_names (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'dialled', 'email', 'number', 'tax_id', 'name')),
  key TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, kind, key, customer, contact),
  FOREIGN KEY (tenant, customer) REFERENCES customers (tenant, id)
) STRICT, WITHOUT ROWID;
INSERT INTO customer_keys_with_names (tenant, kind, key, customer, contact)
  SELECT tenant, kind, key, customer, contact FROM customer_keys;
INSERT INTO customer_keys_with_names (tenant, kind, key, customer)
  SELECT DISTINCT customers.tenant, 'name', line.value, customers.id
  FROM customers
  JOIN search ON search.rowid = customers.search_row
  JOIN json_each('[' || replace(json_quote(trim(search.text, char(10))), '\n\n', '","') || ']') AS line
  WHERE line.value <> '';
DROP TABLE customer_keys;
ALTER TABLE customer_keys_with_names RENAME TO customer_keys;
CREATE INDEX customer_key_owner ON customer_keys (tenant, customer, contact);
