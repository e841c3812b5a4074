/**
 * Aborts at the first SIGINT or SIGTERM. A runner gives 7.5 s between the two and 2.5 s more
 * (actions/runner, ProcessInvoker.cs), so this process is gone after `grace` milliseconds at the
 * latest when something does not let go; the post step does the rest.
 */
export function stopOnSignals({ grace }: { readonly grace?: number } = {}): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return;
      controller.abort(new Error(`interrupted by ${name}`));
      if (grace !== undefined) setTimeout(() => process.exit(130), grace).unref();
    });
  }
  return controller.signal;
}
