import { describe, expect, it } from 'vitest';
import { runText } from '../../src/report/text';
import { wentWell } from './facts';

describe('the end of a run on a terminal', () => {
  it('is its outcome and what came back', () => {
    expect(runText(wentWell)).toBe(
      '✓ digits exited with 0 after 3 min 5 s on 3 nodes\n  2 files, 1.5 MB brought back',
    );
  });

  it('is marked when the run failed', () => {
    expect(runText({ ...wentWell, exitCode: 1, results: [] })).toBe(
      '✗ digits exited with 1 after 3 min 5 s on 3 nodes',
    );
  });

  it('does not name nodes when there were none', () => {
    expect(runText({ ...wentWell, nodes: [], results: [] })).toBe(
      '✓ digits exited with 0 after 3 min 5 s',
    );
  });
});
