import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

const BANNED = new Map([
  ['crypto', 'ids are handed in'],
  ['performance', 'the time is handed in as `now`'],
  ['fetch', 'rules do no I/O'],
  ['caches', 'rules do no I/O'],
  ['console', 'rules do no I/O'],
  ['process', 'rules know no environment'],
  ['setTimeout', 'rules do not wait'],
  ['setInterval', 'rules do not wait'],
  ['queueMicrotask', 'rules do not wait'],
  ['scheduler', 'rules do not wait'],
]);

/** Keeps a rules file pure: no clock, no chance, no I/O. What they would fetch is handed to the function. */
export const pure: TSESLint.RuleModule<'impure'> = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { impure: 'A rules file is pure: no {{what}} ({{why}}).' },
  },
  create(context) {
    function report(node: TSESTree.Node, what: string, why: string): void {
      context.report({ node, messageId: 'impure', data: { what, why } });
    }

    function isGlobal(node: TSESTree.Identifier): boolean {
      const reference = context.sourceCode.getScope(node).references.find((each) => each.identifier === node);
      return reference !== undefined && (reference.resolved === null || reference.resolved.defs.length === 0);
    }

    return {
      Identifier(node) {
        const why = BANNED.get(node.name);
        if (why !== undefined && isGlobal(node)) report(node, node.name, why);
      },
      MemberExpression(node) {
        if (node.object.type !== AST_NODE_TYPES.Identifier || node.property.type !== AST_NODE_TYPES.Identifier) return;
        const name = `${node.object.name}.${node.property.name}`;
        if (name === 'Date.now' || name.startsWith('Temporal.Now')) {
          report(node, name, 'the time is handed in as `now`');
        }
        if (name === 'Math.random') report(node, name, 'chance is handed in');
      },
      NewExpression(node) {
        if (
          node.callee.type === AST_NODE_TYPES.Identifier &&
          node.callee.name === 'Date' &&
          node.arguments.length === 0
        ) {
          report(node, 'new Date()', 'the time is handed in as `now`');
        }
      },
      'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression'(
        node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression,
      ) {
        if (node.async) report(node, 'async function', 'rules answer at once, from what they are handed');
      },
    };
  },
};
