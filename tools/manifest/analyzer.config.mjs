/** How the analyzer reads the docstrings. In a file, because on the command line it cannot be told to leave package.json alone. */
export default {
  globs: ['widget/**/*.ts'],
  exclude: ['widget/translations/**'],
  litelement: true,
  packagejson: false,
  quiet: true,
};
