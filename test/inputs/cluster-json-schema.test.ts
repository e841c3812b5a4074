import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterJsonSchema } from '../../src/inputs/cluster-json-schema';

const file = join(import.meta.dirname, '../../schema/cluster.schema.json');

describe('the published schema of cluster files', () => {
  it('is what src says', () => {
    expect(`${JSON.stringify(clusterJsonSchema(), undefined, 2)}\n`).toBe(
      readFileSync(file, 'utf8'),
    );
  });

  it('explains every field', () => {
    const { anyOf } = clusterJsonSchema() as {
      anyOf: { title: string; properties: Record<string, { description?: string }> }[];
    };
    expect(anyOf.map(({ title }) => title)).toEqual([
      '!SSHCluster',
      '!AWSCluster',
      '!LocalCluster',
    ]);
    for (const { properties } of anyOf) {
      for (const [name, { description }] of Object.entries(properties)) {
        expect(description, name).toBeTypeOf('string');
      }
    }
  });
});
