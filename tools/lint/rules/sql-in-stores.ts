import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** How statements begin, `k` writing the keywords: they stand in one case, "Select a customer from the list" is prose. */
function statements(k: (keyword: string) => string): RegExp[] {
  const into = `(${k('INSERT')}|${k('REPLACE')})\\s+(${k('OR')}\\s+\\w+\\s+)?${k('INTO')}\\s`;
  const made = `(${k('TABLE')}|${k('UNIQUE')}|${k('INDEX')}|${k('TRIGGER')}|${k('VIEW')}|${k('VIRTUAL')})\\s`;
  return [
    `${k('SELECT')}\\s[\\s\\S]*?(\\s${k('FROM')}\\s|[(?*]|\\b${k('NULL')}\\b|\\d)`,
    into,
    `${k('UPDATE')}\\s+(${k('OR')}\\s+\\w+\\s+)?\\S+\\s+${k('SET')}\\s`,
    `${k('DELETE')}\\s+${k('FROM')}\\s`,
    `${k('WITH')}\\s+(${k('RECURSIVE')}\\s+)?\\w+\\s*(\\([^)]*\\)\\s*)?${k('AS')}\\s*[\\w\\s]*\\(`,
    `(${k('CREATE')}|${k('DROP')}|${k('ALTER')})\\s+${made}`,
  ].map((statement) => new RegExp(`^\\s*${statement}`));
}

const STATEMENTS = [
  ...statements((keyword) => keyword),
  ...statements((keyword) => keyword.toLowerCase()),
  /^\s*(BEGIN|COMMIT|ROLLBACK)(\s+(IMMEDIATE|TRANSACTION|EXCLUSIVE|DEFERRED))?\s*;?\s*$/,
];

/** True when a text reads as an SQL statement from its first word on. */
export function readsAsSql(text: string): boolean {
  return STATEMENTS.some((pattern) => pattern.test(text));
}

/** Keeps SQL in the stores (and the few platform files that have tables of their own): use it everywhere else. */
export const sqlInStores: TSESLint.RuleModule<'sql'> = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { sql: "SQL stands only in a feature's store.ts (and in the platform files that own tables)." },
  },
  create(context) {
    function check(node: TSESTree.Node, text: string): void {
      if (readsAsSql(text)) context.report({ node, messageId: 'sql' });
    }
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral(node) {
        check(node, node.quasis.map((part) => part.value.cooked).join('?'));
      },
    };
  },
};
