/** What a private key in OpenSSH's own format says of itself (openssh/PROTOCOL.key). */
export interface OpensshKey {
  /** `none`, or the cipher of its passphrase. */
  readonly cipher: string;
  /** Of its public half: `ssh-ed25519`, `sk-ssh-ed25519@openssh.com`. */
  readonly type: string;
}

const magic = 'openssh-key-v1\0';

/** Reads the outer shell of the format; undefined if it is not whole. */
export function opensshKey(pem: string): OpensshKey | undefined {
  const body = pem.split('\n').slice(1, -2).join('');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  const blob = Buffer.from(body, 'base64');
  if (!blob.toString('latin1').startsWith(magic)) return undefined;
  let offset = magic.length;
  const cipher = nextString()?.toString('latin1');
  nextString(); // kdfname
  nextString(); // kdfoptions
  const count = nextNumber();
  const publicKey = nextString();
  const privatePart = nextString();
  if (cipher === undefined || publicKey === undefined || privatePart === undefined)
    return undefined;
  const isWhole = count === 1 && (cipher !== 'none' || isPlain(privatePart, blob.length - offset));
  if (!isWhole) return undefined;
  const type = publicKey.subarray(4, 4 + (publicKey.length >= 4 ? publicKey.readUInt32BE() : 0));
  return { cipher, type: type.toString('latin1') };

  function nextNumber(): number | undefined {
    if (offset + 4 > blob.length) return undefined;
    const number = blob.readUInt32BE(offset);
    offset += 4;
    return number;
  }

  function nextString(): Buffer | undefined {
    const length = nextNumber();
    if (length === undefined || offset + length > blob.length) return undefined;
    offset += length;
    return blob.subarray(offset - length, offset);
  }
}

/** Not enciphered: the same number twice, then the key, and nothing after it. */
function isPlain(part: Buffer, rest: number): boolean {
  return rest === 0 && part.length > 8 && part.readUInt32BE(0) === part.readUInt32BE(4);
}
