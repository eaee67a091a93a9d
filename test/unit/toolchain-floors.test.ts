import { describe, expect, it } from 'vitest';
import { floorBreach } from '../../tools/lint/floors.ts';

function breach(from: string, target: string, isType = false): string | undefined {
  return floorBreach({ from, target, isPackage: !/\.ts$/.test(target), isType });
}

describe('the floors of worker/', () => {
  it.each([
    ['worker/app.ts', 'worker/cases/routes.ts'],
    ['worker/index.ts', 'worker/queues/queue-object.ts'],
    ['worker/app.ts', 'worker/http/cors.ts'],
    ['worker/cases/routes.ts', 'worker/cases/service.ts'],
    ['worker/cases/routes.ts', 'worker/http/route.ts'],
    ['worker/cases/routes.ts', 'shared/cases.ts'],
    ['worker/cases/service.ts', 'worker/cases/lifecycle.ts'],
    ['worker/cases/service.ts', 'worker/cases/store.ts'],
    ['worker/cases/service.ts', 'worker/customers/service.ts'],
    ['worker/cases/service.ts', 'worker/db/commit.ts'],
    ['worker/cases/lifecycle.ts', 'worker/cases/blockers.ts'],
    ['worker/cases/lifecycle.ts', 'shared/cases.ts'],
    ['worker/cases/store.ts', 'worker/db/database.ts'],
    ['worker/customers/search-store.ts', 'worker/customers/store.ts'],
    ['worker/db/commit.ts', 'worker/events/log.ts'],
    ['worker/http/route.ts', 'worker/env.ts'],
    ['worker/auth/routes.ts', 'worker/auth/service.ts'],
    ['worker/auth/session.ts', 'worker/auth/store.ts'],
    ['worker/index.ts', 'worker/tenants/service.ts'],
    ['worker/cases/service.ts', 'hono'],
    ['worker/cases/clock.ts', 'temporal-polyfill'],
  ])('let %s import %s', (from, target) => {
    expect(breach(from, target)).toBeUndefined();
  });

  it.each([
    ['worker/app.ts', 'worker/cases/store.ts'],
    ['worker/app.ts', 'worker/cases/lifecycle.ts'],
    ['worker/cases/routes.ts', 'worker/cases/store.ts'],
    ['worker/cases/routes.ts', 'worker/cases/lifecycle.ts'],
    ['worker/cases/routes.ts', 'worker/customers/service.ts'],
    ['worker/cases/routes.ts', 'worker/customers/routes.ts'],
    ['worker/cases/routes.ts', 'worker/db/database.ts'],
    ['worker/cases/routes.ts', 'worker/app.ts'],
    ['worker/cases/service.ts', 'worker/cases/routes.ts'],
    ['worker/cases/service.ts', 'worker/customers/store.ts'],
    ['worker/cases/service.ts', 'worker/customers/merge.ts'],
    ['worker/cases/service.ts', 'worker/customers/routes.ts'],
    ['worker/cases/lifecycle.ts', 'worker/cases/service.ts'],
    ['worker/cases/lifecycle.ts', 'worker/cases/store.ts'],
    ['worker/cases/lifecycle.ts', 'worker/db/commit.ts'],
    ['worker/cases/lifecycle.ts', 'worker/http/problem.ts'],
    ['worker/cases/lifecycle.ts', 'hono'],
    ['worker/cases/lifecycle.ts', 'cloudflare:workers'],
    ['worker/cases/lifecycle.ts', 'node:crypto'],
    ['worker/cases/store.ts', 'worker/cases/lifecycle.ts'],
    ['worker/cases/store.ts', 'worker/cases/service.ts'],
    ['worker/cases/store.ts', 'worker/customers/store.ts'],
    ['worker/db/commit.ts', 'worker/cases/store.ts'],
    ['worker/events/log.ts', 'worker/cases/service.ts'],
    ['worker/env.ts', 'worker/app.ts'],
    ['worker/cases/service.ts', 'tools/import/import.ts'],
    ['worker/cases/service.ts', 'widget/index.ts'],
    ['worker/cases/service.ts', 'test/fixtures/tenants.ts'],
  ])('refuse %s the import of %s', (from, target) => {
    expect(breach(from, target)).toEqual(expect.any(String));
  });

  it('let a rules file name the types of what it is handed, and nothing more', () => {
    expect(breach('worker/cases/lifecycle.ts', 'worker/cases/store.ts', true)).toBeUndefined();
    expect(breach('worker/cases/lifecycle.ts', 'worker/events/log.ts', true)).toBeUndefined();
    expect(breach('worker/cases/lifecycle.ts', 'worker/customers/store.ts', true)).toBeDefined();
    expect(breach('worker/cases/lifecycle.ts', 'worker/cases/service.ts', true)).toBeDefined();
  });

  it('let routes name the types of the database, not use it', () => {
    expect(breach('worker/cases/routes.ts', 'worker/db/database.ts', true)).toBeUndefined();
    expect(breach('worker/cases/routes.ts', 'worker/cases/store.ts', true)).toBeDefined();
  });
});

describe('shared/ and widget/', () => {
  it.each([
    ['shared/cases.ts', 'shared/ids.ts'],
    ['shared/cases.ts', 'zod'],
    ['shared/phone.ts', 'libphonenumber-js/min'],
    ['shared/ids.ts', 'typeid-js'],
    ['widget/case-panel/element.ts', 'widget/internal/base.ts'],
    ['widget/case-panel/element.ts', 'lit/directives/repeat.js'],
    ['tools/import/import.ts', 'shared/imports.ts'],
    ['test/unit/cases.test.ts', 'worker/cases/lifecycle.ts'],
  ])('let %s import %s', (from, target) => {
    expect(breach(from, target)).toBeUndefined();
  });

  it.each([
    ['shared/cases.ts', 'worker/cases/lifecycle.ts'],
    ['shared/cases.ts', 'widget/index.ts'],
    ['shared/cases.ts', 'hono'],
    ['shared/ids.ts', 'node:crypto'],
    ['widget/case-panel/element.ts', 'shared/cases.ts'],
    ['widget/case-panel/element.ts', 'worker/env.ts'],
    ['widget/case-panel/element.ts', 'zod'],
    ['tools/import/import.ts', 'test/fixtures/tenants.ts'],
  ])('refuse %s the import of %s', (from, target) => {
    expect(breach(from, target)).toEqual(expect.any(String));
  });

  it('give the elements types of the contract', () => {
    expect(breach('widget/case-panel/element.ts', 'shared/cases.ts', true)).toBeUndefined();
  });
});
