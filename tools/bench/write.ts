import { pushTable, type PushFigures } from './push.ts';
import { costTable, ratioTable, type Figures } from './figures.ts';

const begin = '<!-- figures: npm run bench -- --write -->';
const end = '<!-- end of figures -->';

/** The document with these figures in the place of those it had. @throws Error where it has no such place. */
export function withFigures(document: string, figures: readonly Figures[], pushes: readonly PushFigures[]): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the document has no place between ${begin} and ${end}`);
  return `${before}${begin}\n\n${ratioTable(figures)}\n\n${pushTable(pushes)}\n\n${costTable(figures)}\n\n${end}${after}`;
}
