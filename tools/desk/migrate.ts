import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { root } from './repository.ts';

/** Wrangler's own table, so that its commands see the same database. */
const table = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Applies the migrations that the database does not have yet, in order, each as a whole. Returns their names. */
export async function migrate(database: D1Database, folder = join(root, 'migrations')): Promise<string[]> {
  await database.prepare(table).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort();
  if (waiting.length === 0) return [];
  // Wrangler is long in loading, and most starts have nothing to migrate.
  const { unstable_splitSqlQuery: splitSql } = await import('wrangler');
  for (const name of waiting) {
    const statements = splitSql(readFileSync(join(folder, name), 'utf8'));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name),
    ]);
  }
  return waiting;
}
