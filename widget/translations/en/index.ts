import { alerts } from './alerts.ts';
import { cases } from './cases.ts';
import { common } from './common.ts';
import { lookup } from './lookup.ts';
import { order } from './order.ts';
import { relations } from './relations.ts';

/** English, and the type of every other language. */
export const en = { ...common, ...lookup, ...cases, ...relations, ...alerts, ...order };
