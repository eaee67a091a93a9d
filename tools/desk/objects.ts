/** The Durable Objects by their bindings, as wrangler.toml has them. */
const objects = { RELAY: 'RelayObject', AGENTS: 'AgentObject', TOPICS: 'TopicObject' } as const;

/** What a Worker of Miniflare's says that it has. */
export const objectExports = Object.fromEntries(
  Object.values(objects).map((name) => [name, { type: 'durable-object', storage: 'sqlite' } as const]),
);

/** What binds a Worker of that name to its own objects. */
export function objectBindings(worker: string) {
  const bound = (exportName: string) => ({ type: 'durable-object', worker, exportName }) as const;
  return { RELAY: bound(objects.RELAY), AGENTS: bound(objects.AGENTS), TOPICS: bound(objects.TOPICS) };
}
