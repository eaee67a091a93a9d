import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { floorBreach } from '../floors.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Holds the floors of worker/, shared/ and widget/ and the `.ts` extension that Node and the Worker need. */
export const floors: TSESLint.RuleModule<'floor' | 'extension'> = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      floor: '{{reason}}',
      extension: "'{{specifier}}' needs its file extension: Node runs this code as it stands.",
    },
  },
  create(context) {
    const from = inRepository(context.filename);

    function check(source: TSESTree.Node, specifier: string, isType: boolean): void {
      const isPackage = !specifier.startsWith('.');
      if (!isPackage && !/\.[a-z]+(\?.*)?$/.test(specifier)) {
        context.report({ node: source, messageId: 'extension', data: { specifier } });
      }
      const target = isPackage ? specifier : inRepository(resolve(dirname(context.filename), specifier));
      const reason = floorBreach({ from, target, isPackage, isType });
      if (reason !== undefined) context.report({ node: source, messageId: 'floor', data: { reason } });
    }

    return {
      ImportDeclaration(node) {
        const inlineTypes =
          node.specifiers.length > 0 &&
          node.specifiers.every((each) => each.type === AST_NODE_TYPES.ImportSpecifier && each.importKind === 'type');
        check(node.source, node.source.value, node.importKind === 'type' || inlineTypes);
      },
      ExportNamedDeclaration(node) {
        if (node.source !== null) check(node.source, node.source.value, node.exportKind === 'type');
      },
      ExportAllDeclaration(node) {
        check(node.source, node.source.value, node.exportKind === 'type');
      },
      ImportExpression(node) {
        if (node.source.type === AST_NODE_TYPES.Literal && typeof node.source.value === 'string') {
          check(node.source, node.source.value, false);
        }
      },
    };
  },
};

function inRepository(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
