import { alerts } from './alerts.ts';
import { cases } from './cases.ts';
import { common } from './common.ts';
import { lookup } from './lookup.ts';
import { order } from './order.ts';
import { relations } from './relations.ts';
import type { Terms } from '../terms.ts';

export const ptBr: Terms = { ...common, ...lookup, ...cases, ...relations, ...alerts, ...order };
