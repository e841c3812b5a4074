import { type Piece, type Remote, type Source, Unavailable, type Version } from './source';

/** Something at an address of the web: one file. */
export function atUrl(address: string): Remote {
  const url = new URL(address);
  const { username, password } = url;
  const isPublic = username === '' && password === '' && url.search === '';
  url.username = '';
  url.password = '';
  url.hash = '';
  const authorization = basic(username, password);
  const shown = `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
  const source: Source = {
    async open(from, known, signal) {
      const resumed = from > 0 && known && (await resume(url, authorization, from, known, signal));
      return resumed || open(url, authorization, signal);
    },
  };
  return {
    shown,
    base: url.pathname.replace(/\/+$/, '').split('/').at(-1) || url.hostname,
    isPublic,
    async look(signal) {
      const { version, cancel } = await source.open(0, undefined, signal);
      cancel();
      return [{ path: undefined, source, version }];
    },
  };
}

function basic(username: string, password: string): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** RFC 9110, 13.1.5: only a strong validator says that the bytes are still the same. */
function validatorOf({ tag, changed }: Version): string | undefined {
  if (tag === undefined) return changed;
  return tag.startsWith('"') ? tag : undefined;
}

/** Undefined when it has to be begun again. */
async function resume(
  url: URL,
  headers: Headings,
  from: number,
  known: Version,
  signal: AbortSignal,
): Promise<Piece | undefined> {
  const validator = validatorOf(known);
  if (validator === undefined) return undefined;
  const range = { range: `bytes=${from}-`, 'if-range': validator };
  const { answer, cancel } = await ask(url, { ...headers, ...range }, signal);
  if (answer.status === 200) return whole(answer, cancel);
  const [, first, total] =
    /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? [];
  const isRest = answer.status === 206 && Number(first) === from;
  const isSame = (answer.headers.get('etag') ?? known.tag) === known.tag;
  if (isRest && isSame && Number(total) === (known.bytes ?? Number(total))) {
    return { version: known, from, body: answer.body ?? empty(), cancel };
  }
  cancel();
  return undefined;
}

async function open(url: URL, headers: Headings, signal: AbortSignal): Promise<Piece> {
  const { answer, cancel } = await ask(url, headers, signal);
  if (answer.status === 200) return whole(answer, cancel);
  cancel();
  throw refused(answer.status, 'authorization' in headers);
}

type Headings = Readonly<Record<string, string>>;

async function ask(url: URL, headers: Headings, signal: AbortSignal) {
  const own = new AbortController();
  const answer = await fetch(url, {
    headers: { 'accept-encoding': 'identity', 'user-agent': 'flambe-action', ...headers },
    signal: AbortSignal.any([signal, own.signal]),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unreached(url, error);
  });
  return { answer, cancel: () => own.abort() };
}

function whole({ headers, body }: Response, cancel: () => void): Piece {
  return { version: versionOf(headers), from: 0, body: body ?? empty(), cancel };
}

async function* empty(): AsyncIterable<Uint8Array> {}

function versionOf(headers: Headers): Version {
  // What is unpacked on the way has another length, and cannot be resumed.
  const isPacked = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const length = headers.get('content-length');
  return {
    bytes: isPacked || length === null ? undefined : Number(length),
    tag: headers.get('etag') ?? undefined,
    changed: headers.get('last-modified') ?? undefined,
  };
}

/** A status that another try may change is an error like any other. */
function refused(status: number, withPassword: boolean): Error {
  if (status === 401 || status === 403) {
    const fix = withPassword
      ? 'Compare the user name and password in the address.'
      : 'See that the address is right, and that this machine may read it.';
    return new Unavailable({ message: `may not be read: the server answers ${status}.`, fix });
  }
  if (status === 404 || status === 410) {
    const fix = 'Compare the address with the one that a browser opens.';
    return new Unavailable({ message: `is not there: the server answers ${status}.`, fix });
  }
  if (status >= 500 || status === 429 || status === 408) {
    return new Error(`the server answers ${status}`);
  }
  return new Unavailable({ message: `cannot be fetched: the server answers ${status}.` });
}

/** fetch(): the reason stands in the cause. */
function unreached({ hostname }: URL, error: unknown): Error {
  const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
  const { code = '', message = (error as Error).message } = cause ?? {};
  if (code === 'ENOTFOUND') {
    const fix = 'Compare the name, and see that this machine reaches the network.';
    return new Unavailable({ message: `cannot be fetched: no host ${hostname} is known.`, fix });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) {
    const fix = 'If the certificate is one of your own, name its CA by NODE_EXTRA_CA_CERTS.';
    return new Unavailable({ message: `cannot be fetched: ${message}.`, fix });
  }
  if (/redirect count exceeded/.test(message)) {
    return new Unavailable({ message: 'cannot be fetched: it is redirected again and again.' });
  }
  return new Error(message);
}
