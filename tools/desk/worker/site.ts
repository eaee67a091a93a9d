import type { DeskEnv } from './env.ts';

/**
 * The strictest policy that a host can have: the elements run under it without anything added for them
 * (docs/embedding names it to hosts).
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** The pages by their address; `?lang=` asks for one of the other languages. */
const pages: Record<string, string> = { '/': 'index', '/plain': 'plain' };
const otherLanguages = ['fr', 'pt-BR', 'it'];

/** Answers a page of the host, one of its files or the widget's. */
export async function page(request: Request, env: DeskEnv): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
  const path = pathOf(new URL(request.url));
  const type = types[/\.([a-z]+)$/.exec(path)?.[1] ?? ''];
  const file = type === undefined ? null : await env.SITE.fetch(`http://site${path}`);
  if (type === undefined || file?.ok !== true) {
    return new Response('There is no such page.\n', { status: 404, headers: { 'content-type': 'text/plain' } });
  }
  return new Response(request.method === 'HEAD' ? null : await file.arrayBuffer(), {
    headers: {
      'content-type': type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(path.endsWith('.html') && { 'content-security-policy': policy }),
      ...(path.startsWith('/widget/') && {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      }),
    },
  });
}

function pathOf({ pathname, searchParams }: URL): string {
  const name = pages[pathname];
  if (name === undefined) return pathname;
  const lang = searchParams.get('lang') ?? '';
  return otherLanguages.includes(lang) ? `/${name}.${lang}.html` : `/${name}.html`;
}
