/**
 * Looks for many byte strings at once, as Wu and Manber do (A Fast Algorithm for Multi-Pattern Searching,
 * 1994): what two bytes cannot be part of is passed over by almost the length of the shortest.
 */
export class Needles {
  /** Bytes of the longest. */
  readonly longest: number;
  readonly #shortest: number;
  /** By two bytes: how far the end of a window may move on; 0 where a needle may end there. */
  readonly #shift: Uint32Array;
  readonly #endingIn = new Map<number, Buffer[]>();

  /** @param needles of two bytes or more each */
  constructor(needles: readonly Buffer[]) {
    const lengths = needles.map(({ length }) => length);
    this.longest = Math.max(...lengths);
    this.#shortest = Math.min(...lengths);
    const last = this.#shortest - 1;
    this.#shift = new Uint32Array(1 << 16).fill(last);
    for (const needle of needles) {
      for (let i = 1; i <= last; i++) {
        const pair = pairAt(needle, i);
        this.#shift[pair] = Math.min(this.#shift[pair] ?? last, last - i);
      }
      const pair = pairAt(needle, last);
      this.#endingIn.set(pair, [...(this.#endingIn.get(pair) ?? []), needle]);
    }
  }

  areIn(bytes: Buffer): boolean {
    for (let i = this.#shortest - 1; i < bytes.length; ) {
      const pair = pairAt(bytes, i);
      const shift = this.#shift[pair] ?? 0;
      if (shift === 0) {
        const start = i - this.#shortest + 1;
        const isAt = (one: Buffer) => one.equals(bytes.subarray(start, start + one.length));
        if (this.#endingIn.get(pair)?.some(isAt)) return true;
      }
      i += shift || 1;
    }
    return false;
  }
}

/** The byte before and this one. */
function pairAt(bytes: Buffer, i: number): number {
  return ((bytes[i - 1] ?? 0) << 8) | (bytes[i] ?? 0);
}
