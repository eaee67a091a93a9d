import { globSync } from 'node:fs';
import { dirname } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'reports', '.wrangler', '.callside']);

/** Every folder with a tsconfig.json that has TypeScript to check, so that a new project cannot be forgotten. */
export function typescriptProjects(root: string): string[] {
  const exclude = (name: string): boolean => SKIPPED.has(name);
  return globSync('**/tsconfig.json', { cwd: root, exclude })
    .map((path) => dirname(path))
    .filter((folder) => globSync(folder === '.' ? '*.ts' : `${folder}/**/*.ts`, { cwd: root, exclude }).length > 0)
    .sort();
}
