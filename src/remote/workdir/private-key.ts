/** Every private key in text form has this in its first line (RFC 7468, RFC 4880, OpenSSH). */
export const keyMarker = 'PRIVATE KEY';

/** Characters of base64 in the shortest private key there is (Ed25519, PKCS #8). */
export const shortestKey = 64;

/** Bytes from the beginning to the end of the longest key that is looked for. */
export const keyExtent = 32 * 1024;

const begin = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
/** What stands between lines of a key: ends of lines, also as escapes, quotes, indentation. */
const gap = /(?:\\[nrt]|[^A-Za-z0-9/])/;
/** `Proc-Type: 4,ENCRYPTED`, `Version: …` before the base64 (RFC 1421, RFC 4880). */
const header = /[A-Za-z-]+: [^\r\n\\]*/;
const base64Run = /[A-Za-z0-9+/]{32}/;

/** A program that only mentions the first line holds no key: base64 must follow. */
const privateKey = new RegExp(
  `${begin.source}${gap.source}{0,80}(?:${header.source}${gap.source}{1,80}){0,8}${base64Run.source}`,
);
/** First line of PuTTY's own format, with all of the file after it. */
const puttyKey = /^\s*PuTTY-User-Key-File-\d+: /;

export function holdsPrivateKey(text: string): boolean {
  return privateKey.test(text);
}

/** @param head the beginning of a file */
export function isPuttyKey(head: string): boolean {
  return puttyKey.test(head);
}

/** Base64 of the PEM private keys in a text: no line ends, no padding. */
export function findPrivateKeyBodies(text: string): string[] {
  const blocks = text.matchAll(new RegExp(`${begin.source}([^-]+)-----END`, 'g'));
  return [...blocks]
    .map(([, body = '']) => base64Of(body))
    .filter((body) => body.length >= shortestKey);
}

/** Whether the same key stands in the text, however its lines are wrapped, ended or escaped. */
export function holdsKeyBody(text: string, body: string): boolean {
  return base64Of(text).includes(body);
}

/**
 * Two neighbouring pieces of a key, one of which stands unbroken wherever the key stands in lines of
 * at least twice their length (the formats use 64, 70 and 76): quick to look for in many files.
 */
export function piecesOf(body: string): readonly string[] {
  const length = 24;
  const middle = Math.floor(body.length / 2);
  return [body.slice(middle - length, middle), body.slice(middle, middle + length)];
}

function base64Of(text: string): string {
  return text.replace(/\\[nrt]|[^A-Za-z0-9+/]/g, '');
}
