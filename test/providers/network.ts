import { inspectMachine } from '../../src/providers/local/machine';
import { whyNoNetwork } from '../../src/providers/local/why-no-network';

/** Why nodes of this machine cannot have networks of their own; undefined when they can. */
export const obstacle = await whyNoNetwork(await inspectMachine(process.env), 3);
/** The same, to stand behind a test's name. */
export const reason = obstacle === undefined ? '' : ` (${obstacle})`;
