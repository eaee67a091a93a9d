import type { en } from './en/index.ts';

/** Every term of the elements. English is the type: a language that lacks a term or takes other arguments does not compile. */
export type Terms = typeof en;
