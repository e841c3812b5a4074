import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../src/remote/connection';
import { type Hosts, startHosts } from '../hosts/hosts';

let hosts: Hosts;
let connection: Connection;
beforeAll(async () => {
  hosts = await startHosts(1);
  const { host, port, hostKey } = hosts.at(0);
  const [type = '', blob = ''] = hostKey.split(' ');
  const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  const key = { type, fingerprint: `SHA256:${hash.replace(/=+$/, '')}` };
  const endpoint = { name: 'host-1', host, port, user: hosts.user, key };
  const signal = AbortSignal.timeout(20_000);
  connection = await Connection.open(endpoint, hosts.key, undefined, signal);
});
afterAll(async () => {
  connection?.close();
  await hosts?.[Symbol.asyncDispose]();
});

describe('a connection', () => {
  it('knows the exit code of a command that ends the moment it begins', async () => {
    // While this process is busy, the answer to the request and the exit code arrive together.
    const busy = setInterval(() =>
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30),
    );
    try {
      for (let round = 0; round < 20; round++) {
        expect(await connection.exec('exit 3')).toEqual({ code: 3, stdout: '', stderr: '' });
      }
    } finally {
      clearInterval(busy);
    }
  });

  it('answers a small command at once, without waiting for what the other side delays', async () => {
    const times: number[] = [];
    // Delayed acknowledgements alone take 40 ms (Linux, TCP_DELACK_MIN), each time; a busy machine
    // takes as long at times.
    while (times.length < 200 && !times.some((time) => time < 40)) {
      const start = performance.now();
      await connection.exec('cat', { input: 'text' });
      times.push(performance.now() - start);
    }
    expect(Math.min(...times)).toBeLessThan(40);
  });
});
