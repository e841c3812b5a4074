import { describe, expect, it } from 'vitest';
import type { PlanFacts } from '../../src/report/plan-facts';
import { planMarkdown, planText } from '../../src/report/plan-report';

const facts: PlanFacts = {
  id: 'lab-0123456789',
  name: 'lab',
  run: 'me/repo/1/1',
  cluster: 'ssh',
  nodes: [
    { name: 'orchestrator', host: '192.0.2.1' },
    { name: 'factory-1', host: '192.0.2.2' },
  ],
  command: 'python train.py',
  workdir: { path: '/work', files: 3, bytes: 4200 },
  setupCmds: ['pip install x'],
  maxRuntimeSeconds: 5400,
};

const aws: PlanFacts = {
  ...facts,
  cluster: 'aws',
  aws: {
    region: 'us-east-1',
    vpc: 'vpc-1',
    subnets: [{ id: 'subnet-1', zone: 'us-east-1a' }],
    machines: [
      {
        role: 'orchestrator',
        count: 1,
        least: 1,
        types: [{ name: 'm5.large', vcpus: 2, memoryMiB: 8192 }],
        market: 'on-demand',
        tenancy: 'shared',
        image: { id: 'ami-1', name: 'ubuntu', architecture: 'x86_64' },
        volume: { gb: 100, type: 'gp3', device: '/dev/sda1' },
      },
    ],
    securityGroup: 'sg-1',
    keyPair: 'made for the run',
    tags: { creator: 'me | you <script>' },
    expiresAt: '2026-11-24T13:01:00.000Z',
    cost: {
      lines: [
        { what: '1 × m5.large', hourly: 0.096 },
        { what: '2 × z9.huge', hourly: undefined },
      ],
      hourly: 0.096,
      worstCase: 0.144,
      seconds: 5400,
      unknown: ['2 × z9.huge'],
      notes: ['Taxes do not count.'],
      asOf: '2026-01-01',
    },
    rights: [
      { action: 'ec2:RunInstances', calls: 3 },
      { action: 'ec2:CreateTags', calls: 'each' },
    ],
  },
};

describe('a plan in a terminal', () => {
  it('names hosts, workdir and commands', () => {
    expect(planText(facts)).toBe(`lab would run on 2 nodes on hosts that are there
Job
  command              python train.py
  workdir              /work: 3 files, 4.2 kB to every node
  max-runtime          1 h 30 min
  on every node first  pip install x
Nodes
  orchestrator         192.0.2.1
  factory-1            192.0.2.2
Nothing was made.`);
  });

  it('says where a price is not known', () => {
    const text = planText(aws);
    expect(text).toMatch(/2 × z9\.huge +price not known/);
    expect(text).toMatch(/at worst +\$0\.15 in 1 h 30 min, without what has no known price/);
  });
});

describe('a plan in a summary', () => {
  it('shows what users wrote, and nothing of it acts', () => {
    const markdown = planMarkdown({ ...aws, name: '[lab](x)', command: 'a | b && `c` <i>' });
    expect(markdown).toContain('## 📋 \\[lab\\]\\(x\\) would run');
    expect(markdown).not.toMatch(/(?<!\\)(<script|<i>|`)/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    // Cells end at `|` without a backslash.
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(4);
  });
});
