/** Names that mean this machine or a private network whoever asks (RFC 6761, RFC 6762, RFC 8375). */
const privateNames =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|home\.arpa|private|corp|test|example|invalid)$/;

/** Networks that are not the public internet, as `address/bits` (RFC 6890). */
const closedNetworks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Whether webhooks may go there: https, no user in it, and a name or address of the public internet. A name that leads to
 * a private address only when it is looked up is kept out by the platform, whose Workers reach the internet alone.
 * `anyAddress` is for a desk on one's own machine.
 */
export function isWebhookAddress(text: string, anyAddress: boolean): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (anyAddress) return url.protocol === 'https:' || url.protocol === 'http:';
  if (url.protocol !== 'https:') return false;
  const host = url.hostname.replace(/\.$/, '');
  // No public address in IPv6 is worth the ways there are to write a private one.
  if (host.startsWith('[')) return false;
  const address = ipv4(host);
  if (address !== null) return !closedNetworks.some((network) => contains(network, address));
  return host.includes('.') && !privateNames.test(host);
}

/** The URL parser has brought every way to write an IPv4 address into four decimal numbers. */
function ipv4(host: string): number | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number);
  return parts === undefined ? null : parts.reduce((sum, part) => sum * 256 + part, 0);
}

function contains([network, bits]: readonly [string, number], address: number): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor((ipv4(network) ?? 0) / size);
}
