import { createServer } from 'node:http';

/** Plays checkip.amazonaws.com, which tests cannot reach: it answers with the same address always. */
export async function startCheckIp(address: string): Promise<CheckIp> {
  const server = createServer((_, response) => response.end(`${address}\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The server has ended.');
  return {
    env: { FLAMBE_ACTION_CHECKIP_URL: `http://127.0.0.1:${at.port}` },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface CheckIp extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
}
