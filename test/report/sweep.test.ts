import { describe, expect, it } from 'vitest';
import {
  isWell,
  type SweepFacts,
  type SweepGroup,
  sweepSummary,
  sweepText,
} from '../../src/report/sweep';

function group(more: Partial<SweepGroup> = {}): SweepGroup {
  return {
    region: 'us-east-1',
    kind: 'instance',
    ids: ['i-1'],
    cluster: 'lab-1',
    run: 'org/repo/1/1',
    outcome: 'ended',
    why: 'its run is over',
    commands: [],
    ...more,
  };
}

function facts(groups: readonly SweepGroup[], more: Partial<SweepFacts> = {}): SweepFacts {
  return { dryRun: false, regions: ['us-east-1'], groups, failures: [], ...more };
}

const left = group({
  ...{ outcome: 'left', why: 'it may not', ids: ['i-2'] },
  commands: ['aws ec2 terminate-instances --region us-east-1 --instance-ids i-2'],
});

describe('the report of a sweep', () => {
  it('is well when there was nothing to do, and says so', () => {
    expect(isWell(facts([]))).toBe(true);
    expect(sweepText(facts([]))).toBe('Sweep of 1 region: 0 ended');
    expect(sweepSummary(facts([]))).toBe('## 🧹 Sweep of 1 region\\: 0 ended\n');
  });

  it('counts things, not lines, and puts first what was ended and what is left', () => {
    const many = group({ ids: Array.from({ length: 1200 }, (_, index) => `i-${index}`) });
    const stays = group({ outcome: 'stays', why: 'its run goes on', ids: ['i-a', 'i-b'] });
    const text = sweepText(facts([stays, left, many]));
    expect(text.split('\n')).toEqual([
      '  ended: us-east-1 1200 instances (i-0, i-1, i-2 …) of lab-1: its run is over',
      '  left behind: us-east-1 instance i-2 of lab-1: it may not',
      '  not touched: us-east-1 instance i-a, i-b of lab-1: its run goes on',
      'Sweep of 1 region: 1200 ended, 1 left behind, 2 not touched',
    ]);
  });

  it('is not well with something left behind, and names the command that removes it', () => {
    expect(isWell(facts([left]))).toBe(false);
    const summary = sweepSummary(facts([left]));
    expect(summary).toMatch(/^## ❌/);
    expect(summary.replaceAll('\\', '')).toContain(`- <code>${left.commands[0]}</code>`);
  });

  it('is not well when a region failed', () => {
    const failed = facts([], { failures: [{ region: 'us-east-1', why: 'no answer' }] });
    expect(isWell(failed)).toBe(false);
    expect(sweepSummary(failed)).toContain('❌ <code>us\\-east\\-1</code>: no answer');
  });

  it('is well when something waits for a later sweep', () => {
    expect(isWell(facts([group({ outcome: 'waits' })]))).toBe(true);
  });

  it('says of a dry run what would be', () => {
    const text = sweepText(facts([group()], { dryRun: true }));
    expect(text).toContain('to be ended: us-east-1 instance i-1');
    expect(text).toContain('Sweep (dry run) of 1 region: 1 to be ended');
  });

  it('lets no name that somebody gave act in the summary', () => {
    const evil = '</code><img src=x> | `a` [b](c)\n## d';
    const summary = sweepSummary(facts([group({ cluster: evil, run: evil })]));
    expect(summary).not.toMatch(/(?<!\\)<img|(?<!\\)\[b|^## d/m);
    expect(summary.trim().split('\n')).toHaveLength(5);
  });
});
