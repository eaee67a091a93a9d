import type { Meter } from '../db/database.ts';

/** One line a request. It holds ids and figures, never personal data: no query string, no body, no name. */
export interface RequestRecord {
  level: 'info' | 'error';
  requestId: string;
  method: string;
  /** The route's pattern, not the path that was asked for. */
  route: string;
  status: number;
  /** Milliseconds. */
  took: number;
  tenant: string | null;
  agent: string | null;
  d1: Meter | null;
  /** The name and message of a fault of ours. */
  fault?: string;
}

export type Log = (record: RequestRecord) => void;

export const logAsJson: Log = (record) => {
  console.log(JSON.stringify(record));
};

/** Something that failed beside any request and is tried again; `where` holds ids alone. */
export function logFault(where: string, error: unknown): void {
  console.log(JSON.stringify({ level: 'warn', where, fault: String(error) }));
}
