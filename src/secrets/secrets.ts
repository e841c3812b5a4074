export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The secrets file of a run: what is sent to every node, and what must never be seen. */
export interface Secrets {
  /** The INI file, byte for byte as Python's `configparser.ConfigParser()` reads it. */
  readonly ini: Buffer;
  /** `section → key → value` as Python reads it, what each section has from `[DEFAULT]` included. */
  readonly sections: Sections;
  /** `section → key → value` before interpolation: `[DEFAULT]` by its own name, `%%` still doubled. */
  readonly raw: Sections;
}
