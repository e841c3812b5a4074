/** Milliseconds that a process may take to end by itself once its work is done. */
const grace = 3000;

/** This process has nothing more to do: it ends, also where something still holds on to it. */
export function letGo(): void {
  setTimeout(() => process.exit(), grace).unref();
}
