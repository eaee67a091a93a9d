/** What the recorder tells of a request, and what the baseline is told to do: read by Node and by the Workers alike. */

export type Value = string | number | null;

/** One round trip to D1: statements that went together, with what was bound to each. */
export interface Trip {
  statements: { sql: string; values: Value[] }[];
  /** Whether the answer left without waiting for it. */
  aside: boolean;
  rowsRead: number;
  rowsWritten: number;
}

/** A request as the API served it. */
export interface Recording {
  status: number;
  body: string;
  trips: Trip[];
}

/** What the baseline runs again and again: the SQL of each trip once, and the values for each time. */
export interface Baseline {
  trips: { sql: string[]; aside: boolean }[];
  /** By repetition, trip and statement. */
  repetitions: Value[][][][];
}
