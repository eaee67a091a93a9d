/**
 * Loaded before each of our tools (`node --import`). It is JavaScript because an older Node, which this file is there
 * to name, cannot read the TypeScript that the tools are written in.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `This is Node ${process.versions.node} (${process.execPath}); Callside's tools need 22.18 or newer.\n` +
      'The dev dependency `node` brings one: run `npm ci`, then start the tool with `npm run …` or `npm test`.\n',
  );
  process.exit(1);
}
