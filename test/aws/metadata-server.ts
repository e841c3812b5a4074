// metadata-server.ts DIR: the instance metadata service, on 169.254.169.254 of the network namespace
// that it runs in. The caller's address picks DIR/ADDRESS.json: `tokens`, `data` (path → text).
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

export interface Metadata {
  /** IMDSv2 only, or also without a token. */
  readonly tokens: 'required' | 'optional';
  /** By what follows `/latest/`: `meta-data/instance-id`, `user-data` … */
  readonly data: Readonly<Record<string, string>>;
}

/** Token → the address that it was given to, and when it ends in milliseconds since the epoch. */
const tokens = new Map<string, { readonly address: string; readonly end: number }>();

const server = createServer((request, response) => {
  const [status, text] = answer(request);
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
});
server.listen(80, '169.254.169.254', () => console.log('ready'));

function answer({ method, url = '', headers, socket }: IncomingMessage): readonly [number, string] {
  const address = socket.remoteAddress ?? '';
  const seconds = Number(headers['x-aws-ec2-metadata-token-ttl-seconds']);
  if (method === 'PUT' && url === '/latest/api/token') {
    if (!(seconds >= 1 && seconds <= 21_600)) return [400, ''];
    const token = randomBytes(40).toString('base64url');
    tokens.set(token, { address, end: Date.now() + seconds * 1000 });
    return [200, token];
  }
  const metadata = JSON.parse(
    readFileSync(join(process.argv[2] ?? '', `${address}.json`), 'utf8'),
  ) as Metadata;
  const given = headers['x-aws-ec2-metadata-token'];
  const token = tokens.get(String(given));
  const isGood = token?.address === address && Date.now() < token.end;
  if (!isGood && (given !== undefined || metadata.tokens === 'required')) return [401, ''];
  const path = /^\/latest\/(.*?)\/?$/.exec(url)?.[1] ?? '';
  const value = metadata.data[path];
  if (value !== undefined) return [200, value];
  const below = Object.keys(metadata.data).filter((name) => name.startsWith(`${path}/`));
  const names = below.map((name) => name.slice(path.length + 1).replace(/\/.*/, '/'));
  return below.length > 0 ? [200, [...new Set(names)].join('\n')] : [404, ''];
}
