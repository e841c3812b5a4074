import { didYouMean } from '../inputs/nearest-name';

/** What a repository offers: `HEAD` and names like `refs/heads/main`, with their commits. */
export type Refs = ReadonlyMap<string, string>;

export interface Wanted {
  /** What git fetches: a ref or a commit. */
  readonly ref: string;
  /** As the user knows it. */
  readonly name: string;
  readonly commit: string;
  /** Of a folder in the repository; empty for its top. */
  readonly path: string;
}

/** From `git ls-remote`. */
export function parseRefs(output: string): Refs {
  const refs = new Map<string, string>();
  for (const [, commit = '', name = ''] of output.matchAll(/^([0-9a-f]{40,64})\t(.+)$/gm)) {
    // An annotated tag comes with its commit as `refs/tags/v1^{}`, after itself.
    refs.set(name.replace(/\^\{\}$/, ''), commit);
  }
  return refs;
}

/** Which branch, tag or commit these parts begin with, and which path they end with. */
export function findWanted(
  refs: Refs,
  inside: readonly string[],
): Wanted | { readonly message: string; readonly fix?: string } {
  if (inside.length === 0) {
    const commit = refs.get('HEAD');
    if (commit) return { ref: 'HEAD', name: 'default branch', commit, path: '' };
    return { message: 'has no default branch, or nothing in it.' };
  }
  for (let length = inside.length; length > 0; length--) {
    const name = inside.slice(0, length).join('/');
    for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`]) {
      const commit = refs.get(ref);
      if (commit) return { ref, name, commit, path: inside.slice(length).join('/') };
    }
  }
  const [first = '', ...path] = inside;
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(first)) {
    return { ref: first, name: first.slice(0, 12), commit: first, path: path.join('/') };
  }
  return {
    message: `has no branch or tag \`${inside.join('/')}\`.`,
    fix: suggestion(refs, inside),
  };
}

function suggestion(refs: Refs, inside: readonly string[]): string {
  const branches = [...refs.keys()]
    .filter((ref) => ref.startsWith('refs/heads/'))
    .map((ref) => ref.slice('refs/heads/'.length));
  for (let length = 1; length <= inside.length; length++) {
    const alike = branches.filter((name) => name.split('/').length === length);
    const meant = didYouMean(inside.slice(0, length).join('/'), alike);
    if (meant) return meant;
  }
  if (branches.length === 0) return 'It has no branch at all.';
  const shown = branches.slice(0, 8).join(', ');
  return `Its branches are ${shown}${branches.length > 8 ? `, and ${branches.length - 8} more` : ''}.`;
}
