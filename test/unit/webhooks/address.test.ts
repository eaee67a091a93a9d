import { describe, expect, test } from 'vitest';
import { isWebhookAddress } from '../../../worker/webhooks/address.ts';

describe('webhooks go to', () => {
  test.each([
    'https://hooks.halden-cycles.com/callside',
    'https://hooks.halden-cycles.com:8443/callside?key=1',
    'https://93.184.216.34/hooks',
    'https://172.15.255.255/',
    'https://172.32.0.0/',
    'https://xn--hkansson-d0a.se/',
    'https://localhost.halden-cycles.com/',
  ])('%s', (url) => {
    expect(isWebhookAddress(url, false)).toBe(true);
  });
});

describe('webhooks never go to', () => {
  test.each([
    ['no url at all', 'hooks'],
    ['another scheme', 'ftp://hooks.halden-cycles.com/'],
    ['plain http', 'http://hooks.halden-cycles.com/'],
    ['a user in the url', 'https://admin:secret@hooks.halden-cycles.com/'],
    ['a fragment', 'https://hooks.halden-cycles.com/#x'],
    ['this machine', 'https://localhost/'],
    ['this machine, with a dot', 'https://localhost./'],
    ['a name under it', 'https://desk.localhost/'],
    ['a name without a domain', 'https://intranet/'],
    ['a private domain', 'https://crm.corp/'],
    ['a private domain, with a dot', 'https://crm.internal./'],
    ['the home network', 'https://nas.home.arpa/'],
    ['loopback', 'https://127.0.0.1/'],
    ['all of loopback', 'https://127.255.255.254/'],
    ['loopback in hexadecimal', 'https://0x7f000001/'],
    ['loopback as one number', 'https://2130706433/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback cut short', 'https://127.1/'],
    ['loopback in full-width digits', 'https://１２７.0.0.1/'],
    ['no address', 'https://0.0.0.0/'],
    ['a private network', 'https://10.1.2.3/'],
    ['a private network', 'https://172.16.0.1/'],
    ['a private network', 'https://172.31.255.255/'],
    ['a private network', 'https://192.168.1.1/'],
    ['a carrier’s network', 'https://100.64.0.1/'],
    ['a cloud’s own data', 'https://169.254.169.254/latest/meta-data'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['loopback in IPv6', 'https://[::1]/'],
    ['loopback mapped into IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['a private network in IPv6', 'https://[fd00::1]/'],
  ])('%s: %s', (_, url) => {
    expect(isWebhookAddress(url, false)).toBe(false);
  });
});

test('a desk on one’s own machine may tell that machine, and nothing but http', () => {
  expect(isWebhookAddress('http://127.0.0.1:9000/hooks', true)).toBe(true);
  expect(isWebhookAddress('http://user:secret@127.0.0.1/', true)).toBe(false);
  expect(isWebhookAddress('file:///etc/passwd', true)).toBe(false);
});
