import { sendKeys } from '@web/test-runner-commands';

/** Presses real keys, one after the other; `Control+Enter` holds what stands before the last plus sign. */
export async function press(...combinations: string[]): Promise<void> {
  for (const combination of combinations) {
    const keys = combination.split(/\+(?=.)/);
    const held = keys.slice(0, -1);
    for (const key of held) await sendKeys({ down: key });
    await sendKeys({ press: keys.at(-1) ?? '' });
    for (const key of held.reverse()) await sendKeys({ up: key });
  }
}

/** Types text into what has the focus. */
export function type(text: string): Promise<void> {
  return sendKeys({ type: text });
}
