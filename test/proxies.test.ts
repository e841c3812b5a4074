import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whoAmI } from '../src/credentials/who-am-i';
import { useProxies } from '../src/proxies';

const keys = async () => ({ accessKeyId: 'AKIATESTS', secretAccessKey: 'secret' });
const answer = `<GetCallerIdentityResponse><GetCallerIdentityResult>
  <Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/me</Arn>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** What the proxy was asked for: an address, or `CONNECT host:port`. */
let asked: string[];
let proxy: http.Server;
beforeEach(async () => {
  asked = [];
  // Answers in place of the server behind it; a tunnel it refuses.
  proxy = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/xml').end(answer);
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((up) => proxy.listen(0, '127.0.0.1', up));
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'AWS_ENDPOINT_URL_STS']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  http.setGlobalProxyFromEnv({});
  await new Promise((closed) => {
    proxy.close(closed);
    proxy.closeAllConnections();
  });
});

const proxyUrl = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

it('AWS is asked through the proxy that the environment names', async () => {
  vi.stubEnv('HTTP_PROXY', proxyUrl());
  vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://sts.example');
  expect((await whoAmI(keys, 'eu-central-1')).account).toBe('123456789012');
  expect(asked).toEqual(['http://sts.example/']);
});

it('AWS is asked through a tunnel over HTTPS', async () => {
  vi.stubEnv('HTTPS_PROXY', proxyUrl());
  await expect(whoAmI(keys, 'eu-central-1')).rejects.toThrow();
  expect(asked).toContain('CONNECT sts.eu-central-1.amazonaws.com:443');
});

it('AWS is asked directly where NO_PROXY says so', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  vi.stubEnv('AWS_ENDPOINT_URL_STS', proxyUrl());
  expect((await whoAmI(keys, 'eu-central-1')).account).toBe('123456789012');
});

it('what fetch asks for goes through the proxy, too', async () => {
  useProxies({ http_proxy: proxyUrl() });
  await expect(fetch('http://api.example/runs')).rejects.toThrow();
  // Node.js makes a tunnel for HTTP as well.
  expect(asked).toEqual(['CONNECT api.example:80']);
});
