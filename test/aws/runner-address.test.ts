import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { publicAddress } from '../../src/providers/aws/runner-address';

async function answerOf(answer: (response: ServerResponse) => void): Promise<string | undefined> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const environment = { FLAMBE_ACTION_CHECKIP_URL: url };
    return await publicAddress(environment, AbortSignal.timeout(10_000));
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('the public address of this machine', () => {
  it('is what the service answers', async () => {
    expect(await answerOf((response) => response.end('203.0.113.7\n'))).toBe('203.0.113.7');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['an error', (response) => response.writeHead(500).end('203.0.113.7')],
    ['a page', (response) => response.end('<html>Log in to this network</html>')],
    ['another place', (response) => response.writeHead(302, { location: '/' }).end()],
    ['nothing', (response) => response.destroy()],
  ])('is not known when the answer is %s', async (_, answer) => {
    expect(await answerOf(answer)).toBeUndefined();
  });

  it('is not waited for when the run is over', async () => {
    const over = AbortSignal.abort(new Error('over'));
    const environment = { FLAMBE_ACTION_CHECKIP_URL: 'http://127.0.0.1:1/' };
    await expect(publicAddress(environment, over)).rejects.toThrow('over');
  });
});
