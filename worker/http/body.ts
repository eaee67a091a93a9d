import { refuse, type Refusal } from './outcome.ts';

/** Bytes of a request body; imports alone may send more. */
export const bodyLimit = 64 * 1024;

/** Reads a JSON body, counting while it reads so that nothing larger than the limit is ever held. */
export async function readJson(
  request: Request,
  limit: number,
): Promise<{ kind: 'read'; value: unknown; bytes: Uint8Array<ArrayBuffer> } | Refusal> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const bytes = await readBytes(request, limit);
  if (bytes === null) return refuse('payload_too_large');
  if (bytes.length === 0) return { kind: 'read', value: {}, bytes };
  if (type !== 'application/json') return refuse('unsupported_media_type');
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
    return { kind: 'read', value, bytes };
  } catch {
    return refuse('invalid_request', { detail: 'The body is not JSON in UTF-8' });
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const parts: AsyncIterable<unknown> | undefined = request.body ?? undefined;
  if (parts === undefined) return new Uint8Array();
  for await (const part of parts) {
    if (!(part instanceof Uint8Array)) continue;
    length += part.length;
    if (length > limit) return null;
    chunks.push(part);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
