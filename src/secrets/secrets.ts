/** The secrets file of a run: what is sent to every node, and what must never be seen. */
export interface Secrets {
  /** The INI file, byte for byte as Python's `configparser.ConfigParser()` reads it. */
  readonly ini: Buffer;
  /** `section → key → value` as Python reads it, for what we use ourselves. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
}
