import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { NodeAddress } from '../../src/providers/local/addresses';

/** A port where nothing is ever answered, as of a host whose firewall drops packets: its queue is full. */
export async function silentPort(): Promise<NodeAddress & AsyncDisposable> {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  const port = Number(String(said));
  const queued = [1, 2].map(() => createConnection({ host: '127.0.0.1', port }));
  await Promise.all(queued.map((socket) => once(socket, 'connect')));
  const dispose = async () => {
    for (const socket of queued) socket.destroy();
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { host: '127.0.0.1', port, [Symbol.asyncDispose]: dispose };
}
