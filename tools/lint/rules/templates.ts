import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

const TAG = /<([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)/gi;

/** What an html`` template of the widget may not hold: inline style, inline handlers, our own tags. */
export const templates: TSESLint.RuleModule<'style' | 'handler' | 'ownTag'> = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      style: 'No style attribute in a template: a strict Content-Security-Policy refuses it. Use a class or a part.',
      handler: "No inline handler in a template: bind it with '@event'.",
      ownTag: 'None of our own tags inside our shadow roots: another version of the page would answer for <{{tag}}>.',
    },
  },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (!isTagged(node, 'html')) return;
        const text = node.quasi.quasis.map((part) => part.value.raw).join('\u0001');
        for (const [, tag = '', attributes = ''] of text.matchAll(TAG)) {
          const outside = attributes.replace(/"[^"]*"|'[^']*'/g, '""');
          if (tag.toLowerCase().startsWith('cs-')) context.report({ node, messageId: 'ownTag', data: { tag } });
          if (/(^|[\s.?])style\s*=/i.test(outside)) context.report({ node, messageId: 'style' });
          if (/(^|\s)on[a-z]+\s*=/i.test(outside)) context.report({ node, messageId: 'handler' });
        }
      },
    };
  },
};

const PHYSICAL = [
  /^(scroll-)?(margin|padding)-(top|right|bottom|left)$/,
  /^border-(top|right|bottom|left)(-|$)/,
  /^(top|right|bottom|left)$/,
];
const SIDED = /^(text-align|float|clear|position-area|caption-side)$/;

/** Names each physical direction in a style sheet, by its declaration. */
export function physicalDirections(sheet: string): string[] {
  const found: string[] = [];
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, property = '', value = ''] of plain.matchAll(/(?:^|[;{}])\s*([a-z-]+)\s*:\s*([^;{}]*)(?=[;}]|$)/gi)) {
    const sided = SIDED.test(property) && /\b(left|right)\b/.test(value);
    if (sided || PHYSICAL.some((pattern) => pattern.test(property))) found.push(`${property}: ${value.trim()}`);
  }
  return found;
}

/** Logical CSS only, so that right-to-left pages mirror the elements. */
export const logicalCss: TSESLint.RuleModule<'physical'> = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { physical: "Physical direction in '{{declaration}}': use the logical property (inline/block)." },
  },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (!isTagged(node, 'css')) return;
        const sheet = node.quasi.quasis.map((part) => part.value.raw).join('var(--x)');
        for (const declaration of physicalDirections(sheet)) {
          context.report({ node, messageId: 'physical', data: { declaration } });
        }
      },
    };
  },
};

function isTagged(node: TSESTree.TaggedTemplateExpression, tag: string): boolean {
  return node.tag.type === AST_NODE_TYPES.Identifier && node.tag.name === tag;
}
