import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { HttpClient } from '@actions/http-client';
import { withoutCredentials } from '../without-credentials';
import { authorizationFor, type PackageSource } from './package-index';
import { cannotBring } from './refusal';

const attempts = 4;
/** Milliseconds that a server may be silent. */
const patience = 30_000;

export interface Download {
  readonly source: PackageSource;
  readonly signal: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Brings a file of a package index, by way of the proxy that the environment names.
 *
 * @param sha256 that its content must have, as far as the index says it
 * @throws UserError
 */
export async function downloadFile(
  url: string,
  sha256: string | undefined,
  file: string,
  download: Download,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const hash = createHash('sha256');
      const message = await open(url, {}, download);
      message.on('data', (chunk: Buffer) => {
        hash.update(chunk);
        download.onBytes?.(chunk.length);
      });
      await pipeline(message, createWriteStream(file), { signal: download.signal });
      if (sha256 === undefined || hash.digest('hex') === sha256) return;
      throw new Error('it has not the content that the index promises');
    } catch (error) {
      download.signal.throwIfAborted();
      if (attempt === attempts) throw notHad(url, error);
    }
  }
}

/** The list of a package's files in an index (packaging.python.org, "Simple repository API"): name → address. */
export async function filesOf(
  name: string,
  download: Download,
): Promise<ReadonlyMap<string, string>> {
  const page = `${withoutUser(download.source.index).replace(/\/$/, '')}/${name}/`;
  const accept = 'application/vnd.pypi.simple.v1+json, text/html;q=0.5';
  try {
    const message = await open(page, { accept }, download);
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const addresses = text.trimStart().startsWith('{')
      ? (JSON.parse(text) as { files: { url: string }[] }).files.map(({ url }) => url)
      : [...text.matchAll(/<a\s[^>]*href=["']([^"']+)/gi)].map(([, href = '']) => href);
    return new Map(addresses.map((address) => entry(address, page)));
  } catch (error) {
    download.signal.throwIfAborted();
    throw notHad(page, error);
  }
}

function entry(address: string, page: string): readonly [string, string] {
  const url = new URL(address.replaceAll('&amp;', '&'), page);
  url.hash = '';
  return [decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1)), url.href];
}

async function open(url: string, headers: Record<string, string>, { source, signal }: Download) {
  const authorization = authorizationFor(url, source);
  const { hostname, host } = new URL(url);
  const client = new HttpClient('flambe-action', [], {
    socketTimeout: patience,
    allowRetries: true,
    maxRetries: 2,
    ignoreSslError: source.trusted.some((trusted) => trusted === hostname || trusted === host),
  });
  signal.throwIfAborted();
  const { message } = await client.get(withoutUser(url), {
    ...headers,
    ...(authorization !== undefined && { authorization }),
  });
  if (message.statusCode === 200) return message;
  message.resume();
  throw new Error(`HTTP ${message.statusCode}`);
}

function withoutUser(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function notHad(url: string, error: unknown) {
  const words = withoutCredentials((error as Error).message || String(error));
  return cannotBring(
    `${withoutUser(url)} cannot be had on this machine either: ${words}.`,
    'Let this machine reach the package index, or set PIP_INDEX_URL to one that it reaches.',
    error,
  );
}
