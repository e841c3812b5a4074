import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardPorts } from '../../src/job/forward';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import { freePort } from '../aws/server-process';
import { connectHosts } from '../hosts/fleet';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type Relay, startRelay } from '../hosts/relay';

describe('ports of an orchestrator to which a login takes seconds', () => {
  let dir: string;
  let hosts: Hosts;
  let relay: Relay;
  let fleet: Fleet;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'forward-'));
    hosts = await startHosts(1);
    fleet = await connectHosts(hosts, dir, AbortSignal.timeout(60_000));
    relay = await startRelay(hosts.at(0));
    relay.delay = 500;
    const config = readFileSync(fleet.sshConfigFile, 'utf8');
    const sshConfigFile = join(dir, 'slow');
    writeFileSync(sshConfigFile, config.replaceAll(/HostName .*/g, `HostName ${relay.host}`));
    fleet = { ...fleet, sshConfigFile };
  });
  afterAll(async () => {
    await disconnect(fleet);
    await relay[Symbol.asyncDispose]();
    await hosts[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Forwards a port as long as `use` takes. */
  async function forwarded(port: number, use: (problem: string | undefined) => Promise<void>) {
    const over = new AbortController();
    try {
      await use(await forwardPorts(fleet, [String(port)], over.signal));
    } finally {
      over.abort();
    }
  }

  it('answer here once they are said to', { timeout: 60_000 }, async () => {
    const port = await freePort();
    await forwarded(port, async (problem) => {
      expect(problem).toBeUndefined();
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    });
  });

  it('are not said to be here where another program has the port', {
    timeout: 60_000,
  }, async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await forwarded(port, async (problem) => {
      expect(problem).toMatch(new RegExp(`Address already in use[^]*${port}`));
    });
    other.close();
  });
});
