import { parseYaml } from './flambe-yaml';
import type { RunnableFile } from './inputs';
import { fieldsOf } from './mapping-fields';

/** Whether an Experiment goes on from earlier results (`resume` of flambe/experiment/experiment.py). */
export function resumes({ bytes, path }: Pick<RunnableFile, 'bytes' | 'path'>): boolean {
  const file = parseYaml(bytes, path);
  const root = file.documents.at(-1)?.contents;
  const mapping = root && file.content(root);
  const field = mapping?.kind === 'mapping' ? fieldsOf(file, mapping).get('resume') : undefined;
  const node = field && file.content(field);
  if (node === undefined) return false;
  return node.kind !== 'scalar' || !/^(|~|null|false)$/i.test(node.value);
}
