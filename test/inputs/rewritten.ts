import { type Rewrite, rewriteRunnable } from '../../src/inputs/rewrite-runnable';

export const env = {
  key: '/home/u/.flambe-action/id/ssh/cluster_key',
  orchestratorIp: '10.0.0.1',
  factoriesIps: ['10.0.0.2', '10.0.0.3'],
  publicOrchestratorIp: '203.0.113.1',
  publicFactoriesIps: ['203.0.113.2', '203.0.113.3'],
  user: 'ubuntu',
  localUser: 'runner',
};
export const savePath = '/home/u/.flambe-action/id/results/a-1';

/** A runnable that is hard to read. */
export const tricky = `my_ext: &e ./here
other: *e
last: https://github.com/u/r
--- # the runnable
!Experiment
name: a-1
numbers: [1.0, 1e-3, 012, 0o17, 0x1F, 12345678901234567890, 1_000, -0, .5, +1, .inf, ~, null]
words: [yes, no, on, "true", 'null', '1', "a\\tb", '', 2020-01-01]
resources:
  emb: &emb data/emb.txt
  there: !cluster /data/there
  web: https://example.org/x
pipeline:
  one: !Trainer
    path: *emb
    again: *emb
    lr: !g [1, 2]
    sample: !s [1, 5, 2]
    data: !@ dataset.text
    optimizer: !torch.Adam
      params: !@ one[model].params
    classes: [!Accuracy , !module.Class {x: 1}]
  anchors: &all {lr: &lr 0.1}
  merged:
    <<: *all
    more: !Class.from_path &here
      sep: ','
literal: |+
  keep

folded: !tag >-
  one
  two
`;

export function rewritten(text: string, rewrite: Rewrite): string {
  return rewriteRunnable(Buffer.from(text), 'f.yaml', rewrite).toString();
}
