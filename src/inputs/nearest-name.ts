/**
 * The name that was probably meant, if one is near: `-`, `_` and case do not count, and at most a
 * third of the letters differ.
 */
export function nearestName<T extends string>(given: string, names: Iterable<T>): T | undefined {
  let nearest: T | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(plain(given), plain(name));
    if (distance < least) {
      nearest = name;
      least = distance;
    }
  }
  return nearest;
}

/** `Did you mean …?`, if a name is near. */
export function didYouMean(given: string, names: Iterable<string>): string | undefined {
  const nearest = nearestName(given, names);
  return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
}

const longest = 64;

function plain(name: string): string {
  return name.slice(0, longest).toLowerCase().replaceAll(/[-_]/g, '');
}

/** Letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const changed = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (same ? 0 : 1),
      );
      rows[i]?.push(swapped ? Math.min(changed, at(i - 2, j - 2) + 1) : changed);
    }
  }
  return at(a.length, b.length);
}
