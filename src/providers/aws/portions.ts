/** Resources that one call takes: EC2 takes 1000 at most, and recommends to ask in portions. */
export const mostInOneCall = 500;

/** All of them in their order, so many at a time. */
export function portionsOf<T>(all: readonly T[], size = mostInOneCall): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}
