import { describe, expect, it } from 'vitest';
import type { TypeFacts } from '../../src/providers/aws/inspection/instance-types';
import { quotaCode, quotaNeeds } from '../../src/providers/aws/inspection/quotas';

describe('the quota of an instance type', () => {
  it.each([
    ['m5.large', 'L-1216C47A', 'L-34B43A08'],
    ['c7i-flex.large', 'L-1216C47A', 'L-34B43A08'],
    ['im4gn.large', 'L-1216C47A', 'L-34B43A08'],
    ['t3.micro', 'L-1216C47A', 'L-34B43A08'],
    ['g4dn.xlarge', 'L-DB2E81BA', 'L-3819A6DF'],
    ['gr6.4xlarge', 'L-DB2E81BA', 'L-3819A6DF'],
    ['p4d.24xlarge', 'L-417A185B', 'L-7212CCBC'],
    ['p5.48xlarge', 'L-417A185B', 'L-C4BD4855'],
    ['p5en.48xlarge', 'L-417A185B', 'L-C4BD4855'],
    ['p6-b200.48xlarge', 'L-417A185B', undefined],
    ['x2idn.16xlarge', 'L-7295265B', 'L-E3A00192'],
    ['inf2.xlarge', 'L-1945791B', 'L-B5D1601B'],
    ['trn1.2xlarge', 'L-2C3B7624', 'L-6B0D517C'],
    ['dl1.24xlarge', 'L-6E869C2A', 'L-85EED4F7'],
  ])('of %s is %s on demand and %s for spot', (type, onDemand, spot) => {
    expect(quotaCode(type, false)).toBe(onDemand);
    expect(quotaCode(type, true)).toBe(spot);
  });

  it('of a family that is not known here is none', () => {
    expect(quotaCode('hpc7g.16xlarge', false)).toBeUndefined();
    expect(quotaCode('mac2.metal', false)).toBeUndefined();
  });
});

describe('the vCPUs of a cluster', () => {
  const facts = (vcpus: number): TypeFacts => ({
    vcpus,
    architecture: 'x86_64',
    memoryMiB: 1024,
    gpus: undefined,
    ebsOptimized: true,
    spot: true,
  });
  const types = new Map([
    ['m5.large', facts(2)],
    ['g5.xlarge', facts(4)],
  ]);
  const cluster = {
    orchestratorType: 'm5.large',
    factoriesTypes: ['m5.large'],
    minFactories: 10,
    spot: false,
  } as const;

  it.each([
    ['count together under one quota', {}, [['L-1216C47A', 22]]],
    [
      'count apart by family',
      { factoriesTypes: ['g5.xlarge', 'm5.large'] },
      [
        ['L-1216C47A', 2],
        ['L-DB2E81BA', 40],
      ],
    ],
    [
      'count apart for spot',
      { spot: true },
      [
        ['L-1216C47A', 2],
        ['L-34B43A08', 20],
      ],
    ],
    ['are the orchestrator alone without factories', { minFactories: 0 }, [['L-1216C47A', 2]]],
  ] as const)('%s', (_, more, expected) => {
    const needs = quotaNeeds({ ...cluster, ...more } as never, types);
    expect(needs.map(({ code, vcpus }) => [code, vcpus])).toEqual(expected);
  });
});
