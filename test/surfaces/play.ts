import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../src/problem';

export type Step =
  | ['open']
  | ['log', base64: string]
  | ['end']
  | ['stage', title: string, steps: Step[]]
  | ['throw']
  | ['info' | 'mask' | 'raw', text: string]
  | ['warning' | 'error', problem: Problem]
  | ['progress', label: string, fraction: number, detail?: string]
  | ['output' | 'state', name: string, value: string]
  | ['summary', markdown: string, text: string]
  | ['close'];

export const inLog = (bytes: string | Uint8Array): Step => [
  'log',
  Buffer.from(bytes as string).toString('base64'),
];

/** One line, whatever the text in the steps is. */
export const encoded = (steps: readonly Step[]): string =>
  Buffer.from(JSON.stringify(steps)).toString('base64');

export const decoded = (line: string): Step[] => JSON.parse(Buffer.from(line, 'base64').toString());

/** The arguments with which this Node runs a TypeScript file that stands beside this one. */
export function script(name: string, ...args: string[]): string[] {
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  return ['--import', path('typescript.mjs'), path(name), ...args];
}

export function player(
  surface: 'github' | 'terminal',
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, script('player.ts', surface), {
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });
}

export interface Shown {
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What a process shows that plays these steps and ends. */
export async function shown(
  surface: 'github' | 'terminal',
  steps: readonly Step[],
  env: NodeJS.ProcessEnv = {},
): Promise<Shown> {
  const child = player(surface, env);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (bytes) => stdout.push(bytes));
  child.stderr.on('data', (bytes) => stderr.push(bytes));
  child.stdin.end(encoded(steps));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the player ended with ${code}: ${Buffer.concat(stderr)}`);
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}
