import { createHash } from 'node:crypto';

export interface NodeAddress {
  readonly host: string;
  readonly port: number;
}

/** Another service may listen on a port of every address, so that each candidate has its own. */
const firstPort = 2222;
const candidateCount = 20;

/**
 * Candidates, in the order to try them, for where the nodes of a cluster listen: a function from a
 * node's index to its loopback address. The same for the same `id`.
 */
export function* candidateAddresses(id: string): Generator<(index: number) => NodeAddress> {
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    const digest = createHash('sha256').update(`${id} ${candidate}`).digest();
    // 127.0.x.x is left to others: resolvers and services listen there.
    const high = 1 + (digest.readUInt8(0) % 254);
    const low = digest.readUInt8(1) << 8;
    const port = firstPort + candidate;
    yield (index) => ({ host: loopback(high, low + index + 1), port });
  }
}

/** 127.0.0.0/8 is a machine's own (RFC 1122, 3.2.1.3); Linux answers on all of it. */
function loopback(high: number, rest: number): string {
  return [127, high, (rest >> 8) & 255, rest & 255].join('.');
}
