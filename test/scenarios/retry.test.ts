import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunRecord } from '../../src/teardown/record';
import { ActionStep } from './action';

function recordOf(step: ActionStep): RunRecord {
  const root = join(step.temp, 'flambe-action');
  const [id = ''] = readdirSync(root);
  return JSON.parse(readFileSync(join(root, id, 'record.json'), 'utf8'));
}

it('a second main of a run whose first one lives is refused, and disturbs nothing', async () => {
  const command = 'echo begun; until [ -e ~/go ]; do sleep 0.2; done; echo whole >{results}/a';
  await using step = new ActionStep({ command });
  const first = step.begin();
  await expect.poll(() => first.log(), { timeout: 60_000 }).toContain('begun');
  const second = await step.main();
  writeFileSync(join(recordOf(step).local?.dir ?? '', 'orchestrator/home/go'), '');
  expect(second.code, second.log).toBe(69);
  expect(second.log).toMatch(/Another process has the run local-\w+, and still lives/);
  const { code, log } = await first.ended;
  expect(code, log).toBe(0);
  expect(step.read('flambe-results/a')).toBe('whole\n');
  expect((await step.post()).code).toBe(0);
  expect(readdirSync(step.temp)).toEqual([]);
});
