/** As cloud-init writes them, and other images that print theirs (Amazon EC2 User Guide, "Get the instance fingerprint"). */
const [begin, end] = ['-----BEGIN SSH HOST KEY KEYS-----', '-----END SSH HOST KEY KEYS-----'];

/**
 * The public host keys that a machine has printed on its console, at its last boot that printed any.
 *
 * @returns `ssh-ed25519 AAAA…` each; a key that a line of the kernel has cut in two is none
 */
export function hostKeysOn(console: string): readonly string[] {
  const last = console.lastIndexOf(end);
  const first = last < 0 ? -1 : console.lastIndexOf(begin, last);
  if (first < 0) return [];
  const key = /(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d{3}) ([A-Za-z0-9+/]+={0,2})(?=\s)/g;
  return [...console.slice(first + begin.length, last).matchAll(key)]
    .filter(([, type, blob = '']) => fieldsOf(Buffer.from(blob, 'base64'))[0] === type)
    .map(([line]) => line);
}

/** The strings that a key is made of (RFC 4253, 6.6); none when it is not whole. */
function fieldsOf(blob: Buffer): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; at < blob.length; ) {
    const next = at + 4 + (at + 4 <= blob.length ? blob.readUInt32BE(at) : blob.length);
    if (next > blob.length) return [];
    fields.push(blob.toString('latin1', at + 4, next));
    at = next;
  }
  return fields;
}
