import '../../../widget/language.ts';
import '../../../widget/cs-provider.ts';
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallsideProvider } from '../../../widget/provider/provider.ts';
import { json, network, sessionOf } from './network.ts';
import type { Answers, Network } from './network.ts';

/** A provider whose service answers as the test states. */
export async function stand(
  elements: TemplateResult,
  answers: Answers = {},
): Promise<{ provider: CallsideProvider; line: Network }> {
  const line = network({ 'POST /v1/sessions': () => json(sessionOf('s1', Date.now())), ...answers });
  const provider = await fixture<CallsideProvider>(
    html`<cs-provider
      endpoint="https://desk.example"
      publishable-key="pk_1"
      .getToken=${async () => 'assertion'}
      .fetch=${line.fetch}
      >${elements}</cs-provider
    >`,
  );
  return { provider, line };
}

/** Everything the console warns of while something is done. */
export async function warnings(during: () => Promise<unknown>): Promise<string[]> {
  const target: Pick<Console, 'warn'> = console;
  const { warn } = target;
  const said: string[] = [];
  target.warn = (...parts: unknown[]) => void said.push(String(parts[0]));
  try {
    await during();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    target.warn = warn;
  }
  return said;
}
