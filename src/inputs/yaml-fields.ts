import type { Node } from 'js-yaml';
import { type Problem, UserError } from '../problem';
import { mostProblems } from './findings';
import type { YamlFile } from './flambe-yaml';
import { nearestName } from './nearest-name';
import type { Fields, Issue, Path } from './schema';
import { shown } from './shown';
import { isEmpty, keyName, plainValue } from './yaml-values';

interface FieldsOf {
  readonly file: YamlFile;
  readonly root: Node;
  /** What the fields belong to, e.g. `!SSHCluster`. */
  readonly title: string;
}

/**
 * Checks the fields of a mapping against what they may hold.
 *
 * @throws UserError with every problem: its place, what was given and what is accepted
 */
export function checkFields<T>(schema: Fields<T>, { file, root, title }: FieldsOf): T {
  const { names } = schema;
  const { value, problems } = plainValue(file, root);
  const fields = value ?? {};
  const issues = schema.issues(fields, []).slice(0, mostProblems);
  if (issues.length === 0 && problems.length === 0) return fields as T;

  const misspelt = new Set<string>();
  const unknown = issues.filter(({ kind }) => kind === 'unknown field').map(unknownField);
  const wrong = issues.filter(({ kind, path }) => {
    return kind !== 'unknown field' && !(path.length === 1 && misspelt.has(String(path[0])));
  });
  const tagged = new Set(problems.map(({ field }) => field));
  const others = wrong.map(wrongValue).filter(({ field }) => !tagged.has(field));
  throw new UserError(
    [...problems, ...unknown, ...others].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  );

  function unknownField({ path }: Issue): Problem {
    const name = String(path.at(-1));
    const nearest = nearestName(name, names);
    if (nearest !== undefined) misspelt.add(nearest);
    return {
      ...file.place(childOf(file, root, name)?.key ?? root),
      field: fieldName([name]),
      message: `${title} has no such field.`,
      fix: nearest ? `Did you mean \`${nearest}\`?` : `Its fields are ${names.join(', ')}.`,
    };
  }

  function wrongValue(issue: Issue): Problem {
    const node = nodeAt(file, root, issue.path);
    const problem = { ...file.place(node ?? root), field: fieldName(issue.path) || title };
    if (issue.kind === 'sentence') return { ...problem, message: issue.message };
    if (node === undefined || isEmpty(file, node)) {
      return { ...problem, message: `It is missing; accepted is ${issue.message}.` };
    }
    const message = `${given(file, node)} was given; accepted is ${issue.message}.`;
    return { ...problem, message, ...hint(issue, plainValue(file, node).value) };
  }
}

function nodeAt(file: YamlFile, root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path) node = node && childOf(file, node, part)?.value;
  return node;
}

function childOf(file: YamlFile, parent: Node, part: Path[number]) {
  const node = file.content(parent);
  if (node.kind === 'sequence') return { key: undefined, value: node.items[Number(part)] };
  if (node.kind !== 'mapping') return undefined;
  return node.items.find(({ key }) => keyName(file, key) === part);
}

/** `factories_ips[2]`, `tags.project`. */
function fieldName(path: Path): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      return `${i > 0 ? '.' : ''}${String(part).replaceAll(/\p{Cc}/gu, '?')}`;
    })
    .join('')
    .slice(0, 100);
}

function given(file: YamlFile, alias: Node): string {
  const node = file.content(alias);
  if (node.kind === 'mapping') return 'A mapping';
  if (node.kind === 'sequence') return 'A list';
  return shown(node.value);
}

function hint(issue: Issue, value: unknown): Pick<Problem, 'fix'> {
  if (typeof value === 'string' && /^(y|yes|on|n|no|off)$/i.test(value)) {
    return { fix: `In YAML 1.2, which flambé reads, \`${value}\` is a text: write true or false.` };
  }
  if (issue.kind === 'no text' && typeof value !== 'object') return { fix: 'Put it in quotes.' };
  return {};
}
