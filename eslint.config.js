import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { callside } from './tools/lint/plugin.ts';

const SOURCE = ['shared/**/*.ts', 'worker/**/*.ts', 'widget/**/*.ts', 'tools/**/*.ts', 'test/**/*.ts', '*.config.ts'];
const PRODUCT = ['shared/**/*.ts', 'worker/**/*.ts', 'widget/**/*.ts'];
/** By name, every file of a feature that is not one of these is a rules file; tools/lint/floors.ts says the same. */
const NOT_RULES = [
  'worker/*.ts',
  'worker/{http,auth,db,events,live}/**',
  'worker/**/{routes,service,store}.ts',
  'worker/**/*-{routes,service,store,object,do}.ts',
];
const OWNS_SQL = [
  'worker/**/store.ts',
  'worker/**/*-{store,object,do}.ts',
  'worker/{db,events,auth,tenants,live}/**',
  'worker/http/idempotency*.ts',
];

const NO_SKIPPED_TESTS = {
  selector:
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|fails|skipIf|runIf)$/]',
  message: 'Every test runs: no skip, only, todo.',
};
const NO_NAMED_ZOD = {
  selector:
    "ImportDeclaration[source.value='zod'][importKind!='type'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
  message: "Write `import * as z from 'zod'`: the named import makes the Worker five times larger.",
};
const NO_TRANSACTION = {
  selector: "CallExpression[callee.property.name='transaction']",
  message: 'D1 refuses BEGIN: write one batch with commit().',
};
const WIDGET_SYNTAX = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|cssText)$/]',
    message: 'The elements write no markup or style from text: use a template.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^(write|writeln)$/]",
    message: 'The elements never write into the document.',
  },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(style|on.*)$/i]",
    message: 'A strict Content-Security-Policy refuses inline styles and handlers.',
  },
];
const NO_REGISTRATION = [
  {
    selector: "CallExpression[callee.name='define'], CallExpression[callee.property.name='define']",
    message: 'Only widget/cs-*.ts registers a tag.',
  },
  { selector: "Decorator[expression.callee.name='customElement']", message: 'Only widget/cs-*.ts registers a tag.' },
];

export default defineConfig(
  // The host's files of test/unit/package are checked against the packed package, as a host would.
  globalIgnores([
    'test/unit/package/consumer/',
    'dist/',
    'reports/',
    'coverage/',
    '.wrangler/',
    '.callside/',
    'node_modules/',
  ]),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  js.configs.recommended,
  {
    files: SOURCE,
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { callside },
    rules: {
      'callside/floors': 'error',

      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // The runtime's classes are declared twice, as globals and as a module; both mean the same objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'hack', 'xxx'], location: 'start' }],
      'no-restricted-syntax': ['error', NO_SKIPPED_TESTS, NO_NAMED_ZOD],
      'object-shorthand': 'error',
    },
  },
  {
    files: ['worker/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_NAMED_ZOD, NO_TRANSACTION] },
  },
  { files: ['worker/*/**/*.ts'], ignores: NOT_RULES, rules: { 'callside/pure': 'error' } },
  { files: ['shared/**/*.ts', 'worker/**/*.ts'], ignores: OWNS_SQL, rules: { 'callside/sql-in-stores': 'error' } },
  {
    files: ['widget/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // In a dialog it says where the focus goes when it opens.
      'lit-a11y/no-autofocus': 'off',
      'callside/logical-css': 'error',
      'callside/templates': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^lit/(directives/unsafe-(html|svg|mathml)|static-html)',
              message: 'Only text goes into a template.',
            },
            {
              regex: '^lit/decorators',
              importNames: ['customElement'],
              message: 'Only widget/cs-*.ts registers a tag.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...WIDGET_SYNTAX, ...NO_REGISTRATION],
    },
  },
  {
    files: ['widget/cs-*.ts', 'widget/internal/define.ts'],
    rules: { 'no-restricted-syntax': ['error', ...WIDGET_SYNTAX] },
  },
  {
    // The DOM's types claim what an older browser, a server-side import or an abort in between may not hold.
    files: ['widget/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // The wire: an answer is given its type of the contract here, as Zod stays out of the browser.
    files: ['widget/client/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-type-assertion': 'off' },
  },
  { files: ['widget/translations/**', 'widget/**/*.styles.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['tools/**', '*.config.ts', 'worker/http/log*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['widget/internal/**'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': 'off',
    },
  },
  { files: PRODUCT, rules: { 'no-restricted-globals': ['error', 'alert', 'confirm', 'prompt', 'event', 'name'] } },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly' } },
  },
  {
    files: ['widget/demo/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'location', 'history', 'URLSearchParams', 'addEventListener', 'setInterval'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
