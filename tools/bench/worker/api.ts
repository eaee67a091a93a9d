import { createApp } from '../../../worker/app.ts';

export { RelayObject } from '../../../worker/events/relay-object.ts';
export { AgentObject } from '../../../worker/live/agent-object.ts';
export { TopicObject } from '../../../worker/live/topic-object.ts';

/**
 * The API as it is deployed. Each line of the log is made, and not written: on this machine it would go through a pipe
 * to the process that measures.
 */
export default createApp({ log: (record) => void JSON.stringify(record) });
