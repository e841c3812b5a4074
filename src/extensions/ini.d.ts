declare module 'ini' {
  /** Sections become objects, `[a.b]` nested ones; a line without `=` is a key of value `true`. */
  export function parse(text: string): Record<string, unknown>;
}
