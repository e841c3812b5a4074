import { describe, expect, it } from 'vitest';
import { readClusterFile } from '../../src/inputs/read-cluster-file';
import { problemsOf } from './user';

/** A cluster file with a mistake, and what is said of it. */
export interface BadFile {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly field: string;
  /** Words of message and fix. */
  readonly says: readonly string[];
  /** One, unless said otherwise. */
  readonly problems?: number;
}

export const change = (text: string, from: string, to: string) => text.replace(from, to);

/** @param table by what is wrong */
export function itRefuses(table: Readonly<Record<string, BadFile>>) {
  describe('a cluster file is refused for', () => {
    it.each(Object.entries(table))('%s', (_, bad) => {
      const problems = problemsOf(() =>
        readClusterFile(Buffer.from(bad.file), 'c.yaml', { cwd: '/', home: '/' }),
      );
      const { line, field, column } = bad;
      const problem = problems.find((one) => one.line === line && one.field === field);
      expect(problem, JSON.stringify(problems)).toMatchObject({ file: 'c.yaml', line, field });
      if (column !== undefined) expect(problem?.column).toBe(column);
      for (const words of bad.says) expect(`${problem?.message} ${problem?.fix}`).toContain(words);
      expect(problems).toHaveLength(bad.problems ?? 1);
      expect(JSON.stringify(problems)).not.toContain('c2VjcmV0');
    });
  });
}
