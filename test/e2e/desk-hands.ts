import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

/** Two hands on a keyboard, and ears: presses keys, counts them, and knows what has the focus by its role and name. */
export class Hands {
  /** Keys pressed so far; a combination counts once, each letter typed counts. */
  pressed = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** One key or combination after the other, such as `Tab` or `Control+Enter`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.pressed += 1;
      await this.#page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.pressed += text.length;
    await this.#page.keyboard.type(text);
  }

  /** With the focus in the lookup: types a name, waits until all of it is looked up, and selects the first found. */
  async find({ name, number }: { name: string; number: string }): Promise<void> {
    const answer = this.#page.waitForResponse((one) => new URL(one.url()).searchParams.get('q') === name);
    await this.type(name);
    await answer;
    await this.#page.getByRole('option', { name: number }).waitFor();
    await this.press('ArrowDown', 'Enter');
  }

  /** What has the focus, if it is of that role and name; waits for it. */
  async isOn(role: Role, name: string | RegExp): Promise<void> {
    try {
      await this.#focused(role, name).waitFor();
    } catch {
      throw new Error(`The focus is not on the ${role} called ${String(name)} but on ${await this.whereIs()}`);
    }
  }

  /** Presses Tab until it reaches what is called so, as one does who hears each stop. */
  async tabTo(role: Role, name: string | RegExp, { back = false, atMost = 30 } = {}): Promise<void> {
    for (let step = 0; step < atMost; step += 1) {
      if ((await this.#focused(role, name).count()) > 0) return;
      await this.press(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(
      `${atMost} presses of Tab reach no ${role} called ${String(name)}; the focus is on ${await this.whereIs()}`,
    );
  }

  /** What has the focus, in words for a message. */
  whereIs(): Promise<string> {
    return this.#page.evaluate<string>(`(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at ? at.localName + ' ' + (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 80) : 'nothing';
    })()`);
  }

  #focused(role: Role, name: string | RegExp): Locator {
    return this.#page.getByRole(role, { name }).and(this.#page.locator(':focus'));
  }
}
