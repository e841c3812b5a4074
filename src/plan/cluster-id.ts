const nameLength = 24;
const seedLength = 10;

/**
 * The identifier that every folder, key and tag of a run carries.
 *
 * @param name the cluster's name, any text
 * @param seed at least ten hexadecimal digits that differ between any two runs
 * @returns `[a-z0-9-]`, at most 35 characters: readable, and safe in paths, host names and tags
 */
export function clusterId(name: string, seed: string): string {
  const readable = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, nameLength)
    .replaceAll(/^-+|-+$/g, '');
  return `${readable || 'cluster'}-${seed.slice(0, seedLength)}`;
}
