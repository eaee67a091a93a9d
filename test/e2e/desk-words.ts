import { en } from '../../widget/translations/en/index.ts';
import { fr } from '../../widget/translations/fr/index.ts';
import { it } from '../../widget/translations/it/index.ts';
import { ptBr } from '../../widget/translations/pt-br/index.ts';
import type { Terms } from '../../widget/translations/terms.ts';

/** What an agent reads and hears, by the `?lang=` of the page. */
export const words = { en, fr, 'pt-BR': ptBr, it } satisfies Record<string, Terms>;
export type Language = keyof typeof words;
export const languages: readonly Language[] = ['en', 'fr', 'pt-BR', 'it'];
