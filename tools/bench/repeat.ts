import type { Baseline, Recording, Value } from './worker/recording.ts';

/** A request to the API. */
export interface ApiRequest {
  method: 'GET' | 'POST';
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface Recorded {
  request: ApiRequest;
  recording: Recording;
}

/** What can be an id, a number or a key: such words are long and hold more than letters. Times are words of their own. */
const words = /(\d{4}-\d\d-\d\dT[\d:.]+Z|[\w-]{8,})/;
const isTime = /^(\d{4}-\d\d-\d\dT[\d:.]+Z|1\d{12})$/;
const isName = /^[a-z]+$/i;

/**
 * What the API did for one request, made to be done again for others. Two recordings of an operation tell what is new
 * each time: a word that only the first has comes from its request, or else the API made it up and it is made up anew
 * for each repetition. All the rest is bound as it was recorded first; so time stands still, which changes no cost.
 *
 * @throws Error where the operation does not run the same statements each time, or binds a figure that follows from more
 * than the request.
 */
export function baselineOf(first: Recorded, second: Recorded, requests: readonly ApiRequest[]): Baseline {
  assertAlike(first.recording, second.recording);
  const [given, otherGiven] = [wordsOfRequest(first.request), wordsOfRequest(second.request)];
  const places = new Map(given.flatMap((word, place) => (word === otherGiven[place] ? [] : [[word, place] as const])));
  const others = new Set(wordsBound(second.recording));
  const fresh = new Set(
    wordsBound(first.recording).filter(
      (word) => !others.has(word) && !places.has(word) && !isTime.test(word) && !isName.test(word),
    ),
  );

  const { trips } = first.recording;
  return {
    trips: trips.map(({ statements, aside }) => ({ sql: statements.map(({ sql }) => sql), aside })),
    repetitions: requests.map((request, serial) => {
      const asked = wordsOfRequest(request);
      const renamed = (word: string): string => {
        const place = places.get(word);
        if (place !== undefined) return asked[place] ?? word;
        return fresh.has(word) ? unlike(word, serial) : word;
      };
      return trips.map(({ statements }) =>
        statements.map(({ values }) => values.map((value) => replaced(value, renamed))),
      );
    }),
  };
}

/** A word of the same form that no other repetition has: its last eight letters and digits count. */
export function unlike(word: string, serial: number): string {
  let left = 8;
  const digits = String(serial).padStart(left, '0');
  const letters = Array.from(word);
  for (let place = letters.length - 1; place >= 0 && left > 0; place -= 1) {
    if (/[a-z0-9]/i.test(letters[place] ?? '')) letters[place] = digits.charAt((left -= 1));
  }
  return letters.join('');
}

function assertAlike(first: Recording, second: Recording): void {
  const [shape, other] = [first, second].map(({ trips }) =>
    JSON.stringify(trips.map(({ statements, aside }) => [aside, statements.map(({ sql }) => sql)])),
  );
  if (shape !== other) throw new Error('the same operation ran other statements the second time');
  const figures = valuesOf(second);
  for (const [place, value] of valuesOf(first).entries()) {
    const figure = figures[place];
    if (typeof value === 'string' || value === figure) continue;
    if (isTime.test(String(value)) && isTime.test(String(figure))) continue;
    throw new Error(`nothing explains why ${String(value)} became ${String(figure)}`);
  }
}

function valuesOf({ trips }: Recording): Value[] {
  return trips.flatMap(({ statements }) => statements.flatMap(({ values }) => values));
}

function wordsBound(recording: Recording): string[] {
  return valuesOf(recording).flatMap((value) => (typeof value === 'string' ? wordsOf(value) : []));
}

function wordsOfRequest({ path, headers, body }: ApiRequest): string[] {
  const { authorization: _, ...rest } = headers;
  return [path, ...Object.values(rest), body ?? ''].flatMap(wordsOf);
}

function wordsOf(text: string): string[] {
  return text.split(words).filter((_, place) => place % 2 === 1);
}

function replaced(value: Value, renamed: (word: string) => string): Value {
  if (typeof value !== 'string') return value;
  const parts = value.split(words);
  return parts.map((part, place) => (place % 2 === 1 ? renamed(part) : part)).join('');
}
