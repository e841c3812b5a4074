// What fields may hold, said once: values are checked by it, and it is published as JSON Schema.

/** Field names and list indices that lead to a value. */
export type Path = readonly (string | number)[];

export interface Issue {
  readonly path: Path;
  /** `sentence`: the message is one; otherwise it says what is accepted. */
  readonly kind: 'unknown field' | 'no text' | 'wrong' | 'sentence';
  readonly message: string;
}

export interface Schema<T> {
  /** What it is in JSON: the kind of value that its issues go into. */
  readonly type: 'string' | 'boolean' | 'integer' | 'array' | 'object' | undefined;
  readonly json: Readonly<Record<string, unknown>>;
  /** What is wrong with a value; nothing if it is a `T`. */
  issues(value: unknown, path: Path): readonly Issue[];
  /** Never there: it ties `T` to the schema. */
  readonly value?: T;
}

interface Optional<T> extends Schema<T> {
  readonly optional: true;
}

/** The type of what a schema accepts. */
export type Accepted<S> = S extends Schema<infer T> ? T : never;

type Shape = Readonly<Record<string, Schema<unknown>>>;
type Given<S extends Shape> = {
  readonly [K in keyof S as S[K] extends Optional<unknown> ? never : K]: Accepted<S[K]>;
} & {
  readonly [K in keyof S as S[K] extends Optional<unknown> ? K : never]?: Accepted<S[K]>;
};

/** Reports what several fields must fulfil together. */
type Report = (path: Path, sentence: string) => void;

export interface Fields<T> extends Schema<T> {
  readonly names: readonly string[];
}

/** @param form what the text must look like; only a pattern shows in JSON Schema */
export function text(accepted: string, form: RegExp | ((text: string) => boolean)): Schema<string> {
  const fits = form instanceof RegExp ? (value: string) => form.test(value) : form;
  return {
    type: 'string',
    json: { type: 'string', ...(form instanceof RegExp && { pattern: form.source }) },
    issues: (value, path) => {
      if (typeof value !== 'string') return [{ path, kind: 'no text', message: accepted }];
      return fits(value) ? [] : wrong(path, accepted);
    },
  };
}

export function oneOf<const T extends string>(accepted: string, texts: readonly T[]): Schema<T> {
  return {
    type: 'string',
    json: { type: 'string', enum: texts },
    issues: (value, path) => (texts.some((one) => one === value) ? [] : wrong(path, accepted)),
  };
}

export function trueOrFalse(accepted = 'true or false'): Schema<boolean> {
  return {
    type: 'boolean',
    json: { type: 'boolean' },
    issues: (value, path) => (typeof value === 'boolean' ? [] : wrong(path, accepted)),
  };
}

export function integer(accepted: string, from: number, to: number): Schema<number> {
  return {
    type: 'integer',
    json: { type: 'integer', minimum: from, maximum: to },
    issues: (value, path) =>
      Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
        ? []
        : wrong(path, accepted),
  };
}

export function list<T>(
  accepted: string,
  item: Schema<T>,
  { least = 0, most = Number.POSITIVE_INFINITY } = {},
): Schema<readonly T[]> {
  const limits = { ...(least > 0 && { minItems: least }), ...(most < 1e9 && { maxItems: most }) };
  return {
    type: 'array',
    json: { type: 'array', items: item.json, ...limits },
    issues: (value, path) => {
      if (!Array.isArray(value) || value.length < least || value.length > most) {
        return wrong(path, accepted);
      }
      return value.flatMap((one, i) => item.issues(one, [...path, i]));
    },
  };
}

export function pair<T>(accepted: string, item: Schema<T>): Schema<readonly [T, T]> {
  return list(accepted, item, { least: 2, most: 2 }) as Schema<readonly [T, T]>;
}

/** An object of any names. */
export function mapping<T>(
  accepted: string,
  value: Schema<T>,
): Schema<Readonly<Record<string, T>>> {
  return {
    type: 'object',
    json: { type: 'object', additionalProperties: value.json },
    issues: (given, path) =>
      isObject(given)
        ? Object.entries(given).flatMap(([name, one]) => value.issues(one, [...path, name]))
        : wrong(path, accepted),
  };
}

/** One of several that are told apart by their type; issues are those of the one of the value's type. */
export function either<A, B>(accepted: string, one: Schema<A>, other: Schema<B>): Schema<A | B> {
  return {
    type: undefined,
    json: { anyOf: [one.json, other.json] },
    issues: (value, path) => {
      const found = [one, other].find(({ type }) => type === typeOf(value));
      return found ? found.issues(value, path) : wrong(path, accepted);
    },
  };
}

export function optional<T>(schema: Schema<T>): Optional<T> {
  return { ...schema, optional: true };
}

export function described<S extends Schema<unknown>>(description: string, schema: S): S {
  return { ...schema, json: { ...schema.json, description } };
}

/**
 * An object of these fields and no others.
 *
 * @param check looked at even where one of the fields is wrong
 */
export function fields<S extends Shape>(
  shape: S,
  check: (given: Readonly<Record<string, unknown>>, report: Report) => void = () => {},
): Fields<Given<S>> {
  const entries = Object.entries(shape);
  const required = entries.filter(([, schema]) => !('optional' in schema)).map(([name]) => name);
  return {
    type: 'object',
    names: Object.keys(shape),
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
    issues: (value, path) => {
      if (!isObject(value)) return wrong(path, 'a mapping of fields');
      const found: Issue[] = Object.keys(value)
        .filter((name) => !Object.hasOwn(shape, name))
        .map((name) => ({ path: [...path, name], kind: 'unknown field', message: '' }));
      for (const [name, schema] of entries) {
        const given = Object.hasOwn(value, name);
        if (given || !('optional' in schema)) {
          found.push(...schema.issues(given ? value[name] : undefined, [...path, name]));
        }
      }
      check(value, (at, message) =>
        found.push({ path: [...path, ...at], kind: 'sentence', message }),
      );
      return found;
    },
  };
}

function wrong(path: Path, message: string): readonly Issue[] {
  return [{ path, kind: 'wrong', message }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): Schema<unknown>['type'] {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'integer';
  return isObject(value) ? 'object' : (typeof value as 'string' | 'boolean');
}
