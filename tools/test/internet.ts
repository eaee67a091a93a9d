import { Response, type Request } from 'miniflare';

/** What a receiver of webhooks was sent. */
interface Received {
  headers: Record<string, string>;
  body: string;
}

interface Receiver {
  received: Received[];
  /** The statuses that it answers next; 204 after these. */
  answers: number[];
}

const receivers = new Map<string, Receiver>();

/**
 * Stands where the internet is for the Worker under test, in the process beside it: `POST https://host/name` is taken
 * down and answered, `PUT` says what is answered next, `GET` tells what has come.
 */
export async function internet(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const receiver = receivers.get(pathname) ?? { received: [], answers: [] };
  receivers.set(pathname, receiver);
  switch (request.method) {
    case 'GET':
      return Response.json(receiver.received);
    case 'PUT': {
      const answers: unknown = await request.json();
      receiver.answers = Array.isArray(answers) ? answers.map(Number) : [];
      return new Response(null, { status: 204 });
    }
    default: {
      const body = await request.text();
      const status = receiver.answers.shift() ?? 204;
      receiver.received.push({ headers: Object.fromEntries(request.headers), body });
      return new Response(null, { status, ...(status === 302 && { headers: { location: '/elsewhere' } }) });
    }
  }
}
