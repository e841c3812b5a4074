import type { ExecResult } from '../remote/connection';
import type { Machine, RunOptions } from '../remote/machine';
import { onLines } from '../remote/on-lines';

/** Told what a node is doing. */
export type OnProgress = (machine: Machine, words: string) => void;

/** Runs a script that tells what it is doing, by lines that begin with `: `. */
export async function runTelling(
  machine: Machine,
  script: string,
  options: Omit<RunOptions, 'onStdout'>,
  onProgress: OnProgress,
): Promise<ExecResult> {
  let stdout = '';
  const tell = onLines((line) => {
    if (line.startsWith(': ')) onProgress(machine, line.slice(2));
  });
  const onStdout = (chunk: Buffer) => {
    stdout += chunk.toString();
    tell(chunk.toString());
  };
  const result = await machine.run(script, { ...options, onStdout });
  return { ...result, stdout };
}
