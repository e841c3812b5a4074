import { describe, expect, it } from 'vitest';
import type { RunFacts } from '../../src/report/facts';
import { runSummary } from '../../src/report/summary';
import { wentWell } from './facts';

const summary = (facts: Partial<RunFacts> = {}) => runSummary({ ...wentWell, ...facts });

describe('the summary of a run that went well', () => {
  it('says first what ran, how it ended and how long it took', () => {
    expect(summary()).toMatch(/^## ✅ digits exited with 0 after 3 min 5 s\n/);
  });

  it('names command, run and cluster', () => {
    expect(summary()).toContain(
      '<code>python3 train\\.py \\-\\-config \\{runnable\\}</code> · ' +
        'run <code>org\\/repo\\/42\\/1</code> · cluster <code>digits\\-1a2b</code>',
    );
  });

  it('lists the nodes', () => {
    expect(summary()).toContain(
      '### Nodes\n\n| node | host |\n| --- | --- |\n| orchestrator | <code>10\\.0\\.0\\.1</code> |\n',
    );
  });

  it('lists the sites that there were', () => {
    const sites = [{ name: 'TensorBoard', url: 'http://10.0.0.1:49556' }];
    expect(summary({ sites })).toContain(
      '### Sites\n\n| site | address |\n| --- | --- |\n| TensorBoard | <code>http\\:\\/\\/10\\.0\\.0\\.1\\:49556</code> |\n\n' +
        'They are there as long as the job.\n',
    );
  });

  it('lists the stages in the order in which they started', () => {
    expect(summary({ stages: wentWell.stages.toReversed() })).toContain(
      '| stage | took |  |\n| --- | --- | --- |\n| connect | 1.2 s | ✓ |\n| run | 3 min 3 s | ✓ |\n',
    );
  });

  it('draws the stages', () => {
    expect(summary()).toContain(
      '```mermaid\ngantt\n    dateFormat x\n    axisFormat %H:%M:%S\n' +
        '    connect :1700000000000, 1700000001200\n    run :1700000002000, 1700000185000\n```',
    );
  });

  it('lists the results with their sizes', () => {
    expect(summary()).toContain(
      '2 files, 1.5 MB in <code>flambe\\-results</code>\n\n| file | size |\n| --- | --- |\n' +
        '| <code>model\\.pt</code> | 1.5 MB |\n| <code>metrics\\/loss\\.csv</code> | 120 B |\n',
    );
  });

  it('says how to run it again', () => {
    expect(summary()).toContain(`### Run it again\n\n\`\`\`sh\n${wentWell.rerun}\n\`\`\`\n`);
  });

  it('does not repeat the log', () => {
    expect(summary()).not.toContain('epoch 9');
  });

  it('has no headings without a body', () => {
    const bare = summary({ nodes: [], stages: [], results: [] });
    expect(bare.match(/^### .*$/gm)).toEqual(['### Run it again']);
  });
});

describe('the summary of a run that did not', () => {
  it.each([
    [{ ended: 'exited', exitCode: 2 }, 'exited with 2'],
    [{ ended: 'exited', exitCode: 137 }, 'exited with 137 (SIGKILL)'],
    [
      { ended: 'timed-out', exitCode: 143 },
      'was ended at max-runtime (the job exited with 143 (SIGTERM))',
    ],
    [{ ended: 'lost', exitCode: undefined }, 'was lost'],
    [{ ended: 'failed', exitCode: undefined }, 'failed'],
    [{ ended: 'failed', exitCode: 0 }, 'failed (the job exited with 0)'],
    [{ ended: 'cancelled', exitCode: undefined }, 'was cancelled'],
  ] as const)('%o says that it %s', (facts, text) => {
    expect(summary(facts)).toMatch(`## ❌ digits ${text} after 3 min 5 s\n`);
  });

  it('gives the cause before everything else', () => {
    const problem = { file: 'c.yaml', line: 3, message: 'The host is gone.' };
    expect(summary({ ended: 'lost', problem })).toMatch(
      /^## .*\n\n<code>.*\n\n```\nc\.yaml:3: The host is gone\.\n```\n\n/,
    );
  });

  it('shows the log’s last lines and where the others are', () => {
    expect(summary({ exitCode: 1 })).toContain(
      '(all of it: <code>flambe\\-results\\/job\\.log</code>):\n\n```\nepoch 9\ndone\n```',
    );
  });

  it('shows the log’s lines as a terminal leaves them', () => {
    const logTail = ['\x1b[31mred\x1b[0m', ' 10 %\r 20 %\r', 'bell\x07'];
    expect(summary({ exitCode: 1, logTail })).toContain('```\nred\n 20 %\nbell�\n```');
  });

  it('shows the log in a block that the log cannot end', () => {
    expect(summary({ exitCode: 1, logTail: ['```', '# no heading'] })).toContain(
      '````\n```\n# no heading\n````',
    );
  });

  it('cuts endless lines of the log', () => {
    expect(summary({ exitCode: 1, logTail: ['x'.repeat(100_000)] }).length).toBeLessThan(5000);
  });

  it('marks the stage that failed, in table and chart', () => {
    const stages = [{ title: 'connect', startedAt: 0, seconds: 0, ok: false }];
    expect(summary({ ended: 'failed', stages })).toContain('| connect | 0.0 s | ✗ failed |');
    expect(summary({ ended: 'failed', stages })).toContain('connect :crit, 0, 1\n');
  });

  it('tells all warnings', () => {
    const warnings = [{ message: 'one' }, { file: 'f', message: 'two' }];
    expect(summary({ warnings })).toContain('### Warnings\n\n```\none\nf: two\n```');
  });
});

describe('a summary of text that others wrote', () => {
  it('shows at most fifty results and counts the others', () => {
    const results = Array.from({ length: 53 }, (_, i) => ({ path: `f${i}`, bytes: 1000 }));
    const markdown = summary({ results });
    expect(markdown.match(/^\| <code>f\d+/gm)).toHaveLength(50);
    expect(markdown).toContain('53 files, 53 kB in');
    expect(markdown).toContain('| … and 3 files, 3.0 kB more |  |');
  });

  it('lets no name leave its cell', () => {
    const results = [{ path: 'a | b\n# c', bytes: 1 }];
    expect(summary({ results })).toContain('| <code>a \\| b \\# c</code> | 1 B |');
  });

  it('lets no title leave its line of the chart', () => {
    const stages = [{ title: 'a: b;\n#```', startedAt: 0, seconds: 1, ok: true }];
    expect(summary({ stages })).toContain('    a b :0, 1000\n```');
  });
});
