import 'axe-core/axe.js';
import type Axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

/**
 * Fails with what axe finds in an element, in its shadow roots too.
 *
 * @throws Error that names each rule, what it wants and where it is broken.
 */
export async function expectAccessible(element: Element, { except = [] }: { except?: string[] } = {}): Promise<void> {
  const { violations } = await window.axe.run(element, {
    resultTypes: ['violations'],
    rules: Object.fromEntries([...pageRules, ...except].map((rule) => [rule, { enabled: false }])),
  });
  if (violations.length === 0) return;
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary ?? ''}`).join('\n')}`,
  );
  throw new Error(`axe found ${violations.length}:\n${told.join('\n')}`);
}

/** Rules for whole pages, which a mounted element is not. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one', 'heading-order'];
