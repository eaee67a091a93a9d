import { expect, fixture, html } from '@open-wc/testing';
import '../../widget/language.ts';
import '../../widget/cs-provider.ts';

describe('cs-provider', () => {
  it('takes no room on the page', async () => {
    const provider = await fixture<HTMLElement>(html`<cs-provider endpoint="/"></cs-provider>`);
    expect(getComputedStyle(provider).display).to.equal('contents');
  });
});
