import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documented } from '../../../tools/manifest/document.ts';
import { faultsOf } from '../../../tools/manifest/faults.ts';
import { describe as describeElements } from '../../../tools/manifest/manifest.ts';
import type { Described } from '../../../tools/manifest/manifest.ts';
import { readCode, UnreadableError } from '../../../tools/manifest/program.ts';
import { root } from '../../../tools/test/run-command.ts';

const document = readFileSync(join(root, 'docs/elements.md'), 'utf8');
const cache = join(root, 'node_modules/.cache');
const copies: string[] = [];

/** The elements with other text in some of their files: [file, what stands there, what shall stand there]. */
function changed(...changes: [file: string, before: string, after: string][]): string {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'changed-'));
  copies.push(folder);
  for (const name of ['widget', 'shared', 'tsconfig.base.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [file, before, after] of changes) {
    const path = join(folder, 'widget', file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(before), `${before} in ${file}`).toHaveLength(2);
    writeFileSync(path, text.replace(before, after));
  }
  return folder;
}

let elements: Described;
beforeAll(async () => {
  elements = await describeElements(readCode());
}, 60_000);
afterAll(() => copies.forEach((folder) => rmSync(folder, { recursive: true })));

describe('The docstrings of the elements', () => {
  it('name every attribute, event, slot, part, state, token and member that the code has, and nothing else', () => {
    expect(faultsOf(elements.elements)).toEqual([]);
    expect(elements.elements.map(({ tag }) => tag)).toEqual([
      'cs-alert-banner',
      'cs-case-panel',
      'cs-customer-lookup',
      'cs-order-completion',
      'cs-provider',
    ]);
  });

  it('are what docs/elements.md says (else: npm run manifest -- --write)', async () => {
    expect(await documented(document, elements)).toBe(document);
  });

  it('are read without a trace in package.json, which the analyzer would write into', () => {
    expect(readFileSync(join(root, 'package.json'), 'utf8')).not.toContain('customElements');
  });

  it('are wanted of every element in docs/elements.md', async () => {
    const without = document.replace('<!-- manifest: cs-case-panel -->', '');
    await expect(documented(without, elements)).rejects.toThrow('No block tells of cs-case-panel');
    const unknown = document.replace('<!-- manifest: tokens -->', '<!-- manifest: colours -->');
    await expect(documented(unknown, elements)).rejects.toThrow("There is no block 'colours'");
  });
});

describe('The check of the docstrings', () => {
  it('names what is taken out of a docstring, with the place in the code and what to write', async () => {
    const folder = changed(
      ['case-panel/case-panel.ts', ' * @csspart timeline - What has happened.\n', ''],
      ['case-panel/case-panel.ts', ' * @slot header-actions - The host', ' * The host'],
      [
        'case-panel/case-panel.ts',
        ' * @fires {CaseSelectEvent} cs-case-select - A case is about to be opened. Cancelable.\n',
        '',
      ],
      ['alert-banner/alert-banner.ts', '  /** How many alerts are shown before "Show all". */\n', ''],
      ['order-completion/order-completion.ts', ' * @cssstate submitted - The order is submitted.\n', ''],
      ['styles/tokens.styles.ts', ' * @cssprop --cs-shadow - Under what lies over the page.\n', ''],
      [
        'provider/provider.ts',
        '  /** Drops the session, stops all requests, and clears selection and all that is shown. */\n',
        '',
      ],
      ['internal/form-associated.ts', ' * @attr required - The form wants a value.\n', ''],
    );
    const faults = faultsOf((await describeElements(readCode(folder))).elements);
    const all = '<cs-alert-banner>, <cs-case-panel>, <cs-customer-lookup>, <cs-order-completion>, <cs-provider>';
    expect(faults.map((fault) => fault.replace(/:\d+\)/, ')')).sort()).toEqual(
      [
        "<cs-case-panel>: the part 'timeline' (widget/case-panel/open-case.ts) is not documented; add @csspart timeline - …",
        "<cs-case-panel>: the slot 'header-actions' (widget/case-panel/header.ts) is not documented; add @slot header-actions - …",
        "<cs-case-panel>: the event 'cs-case-select' (widget/case-panel/case-panel.ts) is not documented; add @fires {CaseSelectEvent} cs-case-select - …",
        "<cs-alert-banner>: the attribute 'max' (widget/alert-banner/alert-banner.ts) is not documented; add a docstring on its @property, or @attr max - …",
        "<cs-alert-banner>: the public member 'max' is not documented; add a docstring, or @internal",
        "<cs-order-completion>: the state 'submitted' (widget/order-completion/order-completion.ts) is not documented; add @cssstate submitted - …",
        `${all}: the token '--cs-shadow' (widget/styles/tokens.styles.ts) is not documented; add @cssprop --cs-shadow - … over the sheet that reads it`,
        "<cs-provider>: the public member 'signOut' is not documented; add a docstring, or @internal",
        "<cs-customer-lookup>: the attribute 'required' (widget/internal/form-associated.ts) is not documented; add a docstring on its @property, or @attr required - …",
      ].sort(),
    );
  }, 60_000);

  it('names what is taken out of the code and still documented', async () => {
    const folder = changed(
      ['case-panel/open-case.ts', ' part="timeline"', ''],
      ['case-panel/header.ts', '<slot name="header-actions"></slot>', ''],
      ['case-panel/case-panel.ts', 'if (this.dispatchEvent(new CaseSelectEvent({ case: item }))) ', ''],
      ['internal/form-associated.ts', "observedAttributes, 'name', ", 'observedAttributes, '],
      ['order-completion/order-completion.ts', "this.internals.states.add('submitted')", 'this.requestUpdate()'],
      ['styles/tokens.styles.ts', 'var(--cs-z-index, 10)', '10'],
      [
        'order-completion/order-completion.ts',
        '{OrderSubmitEvent} cs-order-submit ',
        '{OrderSubmittedEvent} cs-order-submit ',
      ],
    );
    const faults = faultsOf((await describeElements(readCode(folder))).elements);
    const nowhere = 'is documented, but no code that the element comes to';
    const all = '<cs-alert-banner>, <cs-case-panel>, <cs-customer-lookup>, <cs-order-completion>, <cs-provider>';
    expect([...faults].sort()).toEqual(
      [
        `<cs-case-panel>: the part 'timeline' ${nowhere} has it in a template`,
        `<cs-case-panel>: the slot 'header-actions' ${nowhere} has it in a template`,
        `<cs-case-panel>: the event 'cs-case-select' ${nowhere} fires it`,
        `<cs-customer-lookup>: the attribute 'name' ${nowhere} observes it`,
        `<cs-order-completion>: the state 'submitted' ${nowhere} adds it to its states`,
        `${all}: the token '--cs-z-index' ${nowhere} reads it`,
        "<cs-order-completion>: the event 'cs-order-submit' is a OrderSubmitEvent; its docstring says {OrderSubmittedEvent}",
      ].sort(),
    );
  }, 60_000);

  it('reads a part only where it is drawn from: a helper counts for the element that uses it', () => {
    const parts = (tag: string) =>
      elements.elements
        .find((one) => one.tag === tag)
        ?.facts.filter(({ kind }) => kind === 'part')
        .map(({ name }) => name);
    expect(parts('cs-case-panel')).toContain('blocked');
    expect(parts('cs-alert-banner')).not.toContain('blocked');
    expect(parts('cs-provider')).toEqual([]);
  });

  it('refuses a name that it cannot read', async () => {
    const folder = changed(['case-panel/open-case.ts', 'part="timeline"', 'part=${view.readonly ? "a" : "b"}']);
    await expect(describeElements(readCode(folder))).rejects.toThrow(UnreadableError);
    const other = changed([
      'alert-banner/alert-banner.events.ts',
      "super('cs-alert-edit', detail",
      'super(`cs-${1}`, detail',
    ]);
    await expect(describeElements(readCode(other))).rejects.toThrow(/alert-banner\.events\.ts:5: write the type/);
  }, 60_000);

  it('wants the tag of an element in its docstring', async () => {
    const folder = changed(['alert-banner/alert-banner.ts', ' * @tag cs-alert-banner', ' * @tag cs-banner']);
    await expect(describeElements(readCode(folder))).rejects.toThrow('is registered as cs-alert-banner');
  }, 60_000);
});
