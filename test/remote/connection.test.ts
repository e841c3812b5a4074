import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Connection, ConnectionLost, type Endpoint } from '../../src/remote/connection';
import { type Hosts, startHosts } from '../hosts/hosts';
import { silentPort } from '../hosts/silent-port';

let hosts: Hosts;
let connection: Connection;
let endpoint: Endpoint;
beforeAll(async () => {
  hosts = await startHosts(1);
  const { host, port, hostKey } = hosts.at(0);
  const [type = '', blob = ''] = hostKey.split(' ');
  const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  const key = { type, fingerprint: `SHA256:${hash.replace(/=+$/, '')}` };
  endpoint = { name: 'host-1', host, port, user: hosts.user, key };
  const signal = AbortSignal.timeout(20_000);
  connection = await Connection.open(endpoint, hosts.key, undefined, signal);
});
afterAll(async () => {
  connection?.close();
  await hosts?.[Symbol.asyncDispose]();
});
afterEach(() => void vi.useRealTimers());

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

  it('through another is given up when it is aborted, though the host says nothing', async () => {
    await using silent = await silentPort();
    const signal = AbortSignal.timeout(200);
    const opening = Connection.open({ ...endpoint, ...silent }, hosts.key, connection, signal);
    await expect(opening).rejects.toThrow('aborted due to timeout');
  });

  it('through another is lost after a while when the host says nothing', async () => {
    await using silent = await silentPort();
    // The clock alone: the time itself shows nothing more.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { signal } = new AbortController();
    const opening = Connection.open({ ...endpoint, ...silent }, hosts.key, connection, signal);
    const lost = expect(opening).rejects.toThrow(
      new ConnectionLost(`host-1: no way to 127.0.0.1:${silent.port} within 20 s`),
    );
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    await vi.advanceTimersByTimeAsync(20_000);
    await lost;
    expect(await connection.exec('exit 3')).toMatchObject({ code: 3 });
  });
});
