import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ExitCode, UserError } from '../../problem';
import type { NodeAddress } from './addresses';
import type { PlacedNode } from './node';
import type { StartedNode } from './start-node';

/** Milliseconds in which a node must answer. */
const patience = 15_000;
/** Milliseconds between two tries to connect. */
const pause = 5;

/**
 * Waits until the node answers.
 *
 * @returns false when the address is somebody else's
 * @throws UserError (69) with what sshd said when it does not come up; the reason of `signal`
 */
export async function isReady({ node, ended }: StartedNode, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
  try {
    const answer = listening(node, limit).then(() => firstLine(node, limit));
    const line = await Promise.race([answer, ended.then(() => undefined)]);
    if (line !== undefined) return line.endsWith(` ${node.banner}`);
    const log = await ended;
    if (log.includes('Address already in use')) return false;
    throw new Error(`it ended, saying: ${log || 'nothing'}`);
  } catch (cause) {
    signal.throwIfAborted();
    const message = `The local cluster's ${node.name} did not start: ${(cause as Error).message}`;
    throw new UserError({ message }, ExitCode.clusterUnavailable, { cause });
  } finally {
    over.abort();
  }
}

/** Whom it does not find in the network, slirp4netns asks for again only seconds later. */
async function listening({ inside, log }: PlacedNode, signal: AbortSignal): Promise<void> {
  if (inside === undefined) return;
  while (!(await readFile(log, 'utf8').catch(() => '')).includes('Server listening on')) {
    signal.throwIfAborted();
    await delay(pause);
  }
}

/** The first line that something says to who connects (RFC 4253, 4.2), once there is something. */
async function firstLine(address: NodeAddress, signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const line = await readLine(address, signal).catch(() => undefined);
    if (line !== undefined) return line;
    await delay(pause);
  }
}

async function readLine({ host, port }: NodeAddress, signal: AbortSignal) {
  const socket = createConnection({ host, port, signal });
  try {
    let text = '';
    socket.setEncoding('latin1');
    for await (const chunk of socket) {
      text += chunk;
      if (text.includes('\n')) return text.slice(0, text.indexOf('\n')).trimEnd();
    }
    return undefined;
  } finally {
    socket.destroy();
  }
}
