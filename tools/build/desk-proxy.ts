import type { Middleware } from '@web/dev-server-core';

/** Headers of one connection, not of the message. */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'keep-alive',
]);

/**
 * Hands `/v1` and `/demo` to the desk. The request keeps its meaning: to the desk it comes from a page of the desk's own
 * origin, as the same request does when the desk serves the page.
 */
export function deskProxy(desk: string | undefined): Middleware {
  return async (context, next): Promise<void> => {
    if (!/^\/(v1|demo)(\/|$)/.test(context.path)) {
      await next();
      return;
    }
    if (!desk) {
      context.status = 503;
      context.body = 'No desk: CALLSIDE_DESK_URL is not set.';
      return;
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(context.request.headers)) {
      if (typeof value === 'string' && !ownHeaders.has(name)) headers.set(name, value);
    }
    if (headers.has('origin')) headers.set('origin', new URL(desk).origin);
    const hasBody = !['GET', 'HEAD'].includes(context.method);
    const answer = await fetch(new URL(context.url, desk), {
      method: context.method,
      headers,
      redirect: 'manual',
      ...(hasBody ? { body: await bodyOf(context.req) } : {}),
    });
    context.status = answer.status;
    answer.headers.forEach((value, name) => {
      if (!ownHeaders.has(name)) context.set(name, value);
    });
    context.body = Buffer.from(await answer.arrayBuffer());
  };
}

async function bodyOf(request: AsyncIterable<unknown>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
