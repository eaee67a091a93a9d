import type { Operation } from './operations.ts';
import type { Cost } from './stage.ts';
import { ratioOfMedians, type Estimate } from './statistics.ts';
import { table } from './table.ts';

/** The sizes by their number of cases. */
export const sizes = ['1000', '100000'] as const;
export type Size = (typeof sizes)[number];

/** How much longer anything may take among the many cases than among the few. */
export const flatness = 1.3;

/** What was measured of an operation with so many requests in flight. */
export interface Figures {
  operation: Pick<Operation, 'name' | 'target' | 'kind'>;
  inFlight: number;
  /** The baseline's time by the API's: 1 is as fast, 0.5 half as fast. */
  ratios: Record<Size, Estimate>;
  /** The API's time among the many cases by that among the few. */
  growth: Estimate;
  costs: Record<Size, Cost>;
}

/** Milliseconds per request and round, by size, of the API and of its baseline. */
export type Times = Record<Size, { api: number[]; raw: number[] }>;

export function figuresOf(of: Pick<Figures, 'operation' | 'inFlight' | 'costs'>, times: Times): Figures {
  return {
    ...of,
    ratios: {
      1000: ratioOfMedians(times[1000].raw, times[1000].api),
      100000: ratioOfMedians(times[100000].raw, times[100000].api),
    },
    growth: ratioOfMedians(times[100000].api, times[1000].api),
  };
}

/** Whether the API is fast enough at both sizes and stays so as a tenant grows. */
export function meetsTarget({ operation, ratios, growth }: Figures): boolean {
  return sizes.every((size) => ratios[size].value >= operation.target) && growth.value <= flatness;
}

export function ratioTable(figures: readonly Figures[]): string {
  return table([
    ['operation', 'in flight', '1,000 cases', '100,000 cases', 'target', 'growth', 'met'],
    ...figures.map((each) => [
      each.operation.name,
      String(each.inFlight),
      shown(each.ratios[1000]),
      shown(each.ratios[100000]),
      each.operation.target.toFixed(2),
      shown(each.growth),
      meetsTarget(each) ? 'yes' : 'NO',
    ]),
  ]);
}

export function costTable(figures: readonly Figures[]): string {
  const once = new Map(figures.map(({ operation, costs }) => [operation.name, costs]));
  return table([
    ['operation', 'round trips', 'statements', 'rows read, 1,000', 'rows read, 100,000', 'rows written'],
    ...Array.from(once, ([name, costs]) => [
      name,
      String(costs[100000].trips),
      String(costs[100000].statements),
      String(costs[1000].rowsRead),
      String(costs[100000].rowsRead),
      String(costs[100000].rowsWritten),
    ]),
  ]);
}

function shown({ value, low, high }: Estimate): string {
  return `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
