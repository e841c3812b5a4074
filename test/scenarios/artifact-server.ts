import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before act's artifact server, which takes GitHub's protocol but for two things: it knows no
 * `mime_type`, and it loses the `=` at the end of a signature in a URL. GitHub's own keeps what it
 * is given in a storage of Azure's.
 */
export async function startArtifactShim(port: number) {
  const server = createServer((asked, answer) => void forward(asked, answer, port));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(asked: IncomingMessage, answer: ServerResponse, port: number) {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const isJson = asked.headers['content-type']?.includes('json');
  const body = isJson ? withoutMimeType(Buffer.concat(chunks)) : Buffer.concat(chunks);
  const path = (asked.url ?? '/').replace(/([?&]sig=[^&]*?)(%3D|=)*(?=&|$)/, '$1=');
  const headers = { ...asked.headers, host: `127.0.0.1:${port}`, 'content-length': body.length };
  const options = { host: '127.0.0.1', port, path, method: asked.method, headers };
  const passed = request(options, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => {
      const own = asked.headers.host ?? '';
      const text = Buffer.concat(parts);
      // The address to upload to is act's own; it is to come by here, too.
      const told = isJson
        ? Buffer.from(text.toString().replaceAll(`127.0.0.1:${port}`, own))
        : text;
      answer.writeHead(response.statusCode ?? 500, {
        ...response.headers,
        'content-length': told.length,
      });
      answer.end(told);
    });
  });
  passed.on('error', () => answer.destroy());
  passed.end(body);
}

function withoutMimeType(body: Buffer): Buffer {
  const {
    mime_type: _,
    mimeType: __,
    ...rest
  } = JSON.parse(body.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify(rest));
}
