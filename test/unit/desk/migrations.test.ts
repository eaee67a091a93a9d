import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { searchRowOf } from '../../../worker/customers/search-text.ts';

const folder = resolve(import.meta.dirname, '../../../migrations');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort();

/** A database as the migrations before one leave it, with a customer, a contact and cases of the time before. */
function before(name: string): { database: DatabaseSync; goOn: () => void } {
  const database = new DatabaseSync(':memory:');
  const at = files.findIndex((file) => file.startsWith(name));
  const run = (some: readonly string[]) => {
    for (const file of some) database.exec(readFileSync(join(folder, file), 'utf8'));
  };
  run(files.slice(0, at));
  return { database, goOn: () => run(files.slice(at)) };
}

function fill(database: DatabaseSync): void {
  const { text, email, shown } = searchRowOf([
    { by: 'name', value: 'Anna "Ann" O\'Brien', contact: '' },
    { by: 'name', value: 'Théo Lefèvre', contact: 'con_1' },
  ]);
  database.exec(`
    INSERT INTO tenants (id, name, language, country, currency, time_zone, database, customer_scope, product_scope, created_at)
      VALUES ('ten_1', 'Halden', 'en', 'FR', 'EUR', 'Europe/Paris', 'DB', 'abc', 'def', 0);
    INSERT INTO agents (tenant, id, external_id, name, role) VALUES ('ten_1', 'agt_1', 'ines', 'Inês', 'agent');
    INSERT INTO priorities (tenant, id, name, rank) VALUES ('ten_1', 'pri_1', 'Normal', 2);
    INSERT INTO customers (tenant, id, number, kind, name, search_row, created_at, updated_at)
      VALUES ('ten_1', 'cus_1', 'C-1', 'person', 'Anna', 7, 0, 0);
    INSERT INTO customer_keys (tenant, kind, key, customer) VALUES ('ten_1', 'number', 'C1', 'cus_1');`);
  database
    .prepare('INSERT INTO search (rowid, scope, text, email, shown, entity) VALUES (7, ?, ?, ?, ?, ?)')
    .run('abc', text, email, shown, 'cus_1');
  const add = database.prepare(
    `INSERT INTO cases (tenant, id, number, customer, title, state, status_reason, priority, origin, owner, created_at,
       updated_at, closed_at) VALUES ('ten_1', ?, ?, 'cus_1', ?, ?, ?, 'pri_1', 'phone', 'agt_1', 0, 0, ?)`,
  );
  add.run('cas_1', 'CAS-1', 'Fork cracked', 'resolved', 'problem_solved', 5);
  add.run('cas_2', 'CAS-2', 'Fork again', 'active', 'in_progress', null);
  add.run('cas_3', 'CAS-3', 'Saddle torn', 'resolved', 'problem_solved', 3);
}

describe('the migrations', () => {
  it('are numbered without a gap', () => {
    expect(files.map((name) => name.slice(0, 4))).toEqual(files.map((_, place) => String(place + 1).padStart(4, '0')));
  });

  it('let whole names be found that were there before', () => {
    const { database, goOn } = before('0005');
    fill(database);
    goOn();
    const keys = database.prepare(`SELECT key FROM customer_keys WHERE kind = 'name' ORDER BY key`).all();
    expect(keys.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "  anna  ann  o'brien",
        '  anna  ann  o  brien',
        '  anna  ann  obrien',
        '  theo  lefevre',
      ]),
    );
    expect(database.prepare(`SELECT count(*) AS kept FROM customer_keys WHERE kind = 'number'`).get()).toEqual({
      kept: 1,
    });
  });

  it('let cases be found by their titles that were resolved before', () => {
    const { database, goOn } = before('0006');
    fill(database);
    goOn();
    const found = database.prepare(
      `SELECT entity FROM resolved_titles WHERE resolved_titles MATCH 'scope : abc AND title : fork'`,
    );
    expect(found.all()).toEqual([{ entity: 'cas_1' }]);
    expect(database.prepare('SELECT count(*) AS titles FROM resolved_titles').get()).toEqual({ titles: 2 });
  });
});
