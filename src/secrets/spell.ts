/**
 * A section, or a key of it, in a message: `[SERVICE] token`. What does not look like a name is left
 * out: a value that was pasted over several lines can become a key, and must not be shown.
 *
 * @param value what the key has, if known
 */
export function spell(section: string, key?: string, value?: string): string {
  const header = `[${shown(section)}]`;
  if (key === undefined) return header;
  return `${header} ${isPieceOfBase64(key, value) ? '…' : shown(key)}`;
}

function shown(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : '…';
}

/** The last line of a base64 text reads as a key whose value is the padding. */
function isPieceOfBase64(key: string, value: string | undefined): boolean {
  return (value === '' || value === '=') && /^[a-z0-9]{14,}$/i.test(key);
}
