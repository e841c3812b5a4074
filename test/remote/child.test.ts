import { describe, expect, it } from 'vitest';
import { runningProcess } from '../../src/providers/local/processes';
import { runChild } from '../../src/remote/child';

describe('runChild', () => {
  it('ends a program, and what that has started, as soon as it is aborted', async () => {
    const controller = new AbortController();
    let started = '';
    const onStdout = (text: string) => {
      started += text;
      controller.abort(new Error('enough'));
    };
    // It ignores that its parent is gone, and keeps the pipes open, as rsync's ssh does.
    const script =
      'sh -c "trap : HUP TERM; echo \\$\\$; for i in 1 2 3 4 5 6 7 8 9; do sleep 2; done" & wait';
    const { signal } = controller;
    const began = performance.now();
    await expect(runChild('sh', ['-c', script], { signal, onStdout })).rejects.toThrow('enough');
    expect(performance.now() - began).toBeLessThan(10_000);
    await expect.poll(() => runningProcess(Number(started))).toBeUndefined();
  });

  it('gives the exit code and both outputs', async () => {
    const result = await runChild('sh', ['-c', 'cat; echo oops >&2; exit 3'], { input: 'in' });
    expect(result).toEqual({ code: 3, stdout: 'in', stderr: 'oops\n' });
  });
});
