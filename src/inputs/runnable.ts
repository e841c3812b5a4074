import type { Document, MappingNode, Node } from 'js-yaml';
import { type Problem, UserError } from '../problem';
import { readDevices } from './devices';
import { extensionForms, isModuleName, parseExtension } from './extensions';
import { parseYaml, type YamlFile } from './flambe-yaml';
import type { RunnableFile } from './inputs';
import { textOf } from './mapping-fields';
import { readResources } from './resources';
import type { ContentNode, Place } from './yaml-places';

type Contents = Pick<
  RunnableFile,
  'tag' | 'name' | 'extensions' | 'extensionPlaces' | 'resources' | 'devices'
>;
type Extensions = Pick<Contents, 'extensions' | 'extensionPlaces'>;

/**
 * Reads a runnable file as far as it concerns us: its extensions header, its root tag, and the name,
 * pipeline and resources of an `!Experiment`. All other tags and fields are flambé's business.
 *
 * @param path as the user wrote it
 * @throws UserError with every problem of the file
 */
export function readRunnable(bytes: Uint8Array, path: string): Contents {
  const file = parseYaml(bytes, path);
  const problems: Problem[] = [];
  const { documents } = file;
  if (documents.length > 2) {
    const message = `It has ${documents.length} YAML documents: flambé takes the runnable, and the extensions before it.`;
    problems.push({ ...placeOf(file, documents[2]), message });
  }
  const header = documents.length > 1 ? documents[0] : undefined;
  const extensions = readHeader(file, header, problems);
  const root = readRoot(file, documents[header ? 1 : 0], problems);
  if (problems.length > 0) throw new UserError(problems);
  return { ...root, ...extensions };
}

function readHeader(file: YamlFile, header: Document | undefined, problems: Problem[]): Extensions {
  const extensions = new Map<string, string>();
  const extensionPlaces = new Map<string, Place>();
  if (header === undefined) return { extensions, extensionPlaces };
  const root = header.contents && file.content(header.contents);
  if (root?.kind !== 'mapping' || root.tagged) {
    problems.push({
      ...placeOf(file, header),
      field: 'extensions',
      message: `The first of two documents lists extensions: \`module: value\`; it is ${describe(root)}.`,
      fix: 'Leave the first document out, or list extensions in it.',
    });
    return { extensions, extensionPlaces };
  }
  for (const { key, value } of root.items) {
    const name = textOf(file, key);
    const source = textOf(file, value);
    const fault = extensionProblem(name, source);
    if (fault) problems.push({ ...file.place(fault.field === name ? value : key), ...fault });
    else if (name !== undefined && source !== undefined) {
      extensions.set(name, source);
      extensionPlaces.set(name, file.place(value));
    }
  }
  return { extensions, extensionPlaces };
}

function extensionProblem(
  name: string | undefined,
  source: string | undefined,
): Pick<Problem, 'field' | 'message' | 'fix'> | undefined {
  if (name === undefined || !isModuleName(name)) {
    const field = 'extensions';
    const message = 'The name of an extension is that of a Python module at top level.';
    return { field, message, fix: 'Use letters, digits and underscores.' };
  }
  const read = source === undefined ? { fault: 'It is no text' } : parseExtension(source);
  if (!('fault' in read)) return undefined;
  return { field: name, message: `${read.fault}; accepted is ${extensionForms}.` };
}

function readRoot(
  file: YamlFile,
  document: Document | undefined,
  problems: Problem[],
): Pick<Contents, 'tag' | 'name' | 'resources' | 'devices'> {
  const root = document?.contents && file.content(document.contents);
  const place = placeOf(file, document);
  if (root?.kind !== 'mapping' || !root.tagged) {
    problems.push({
      ...place,
      message: `A runnable is a mapping with a tag; this is ${describe(root)}.`,
      fix: 'Begin it with `!Experiment` or `!module.Class`.',
    });
    return { tag: '', name: undefined, resources: new Map(), devices: undefined };
  }
  const isExperiment = root.tag === '!Experiment';
  if (isExperiment) checkExperiment(file, root, problems);
  const resources = isExperiment ? readResources(file, root, problems) : new Map();
  const devices = isExperiment ? readDevices(file, root) : undefined;
  const name = fieldOf(file, root, 'name');
  return { tag: root.tag, name: name && textOf(file, name), resources, devices };
}

/** flambe/experiment/experiment.py: the name's rule is `^([a-zA-Z0-9]+[_-]*)+$`, written without backtracking. */
function checkExperiment(file: YamlFile, root: MappingNode, problems: Problem[]): void {
  const name = fieldOf(file, root, 'name');
  const text = name && textOf(file, name);
  if (text === undefined || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text)) {
    const given = name === undefined ? 'It is missing' : 'This is none';
    const accepted = 'letters, digits, `_` and `-`, beginning with a letter or a digit';
    const message = `${given}; accepted is a text of ${accepted}.`;
    problems.push({ ...file.place(name ?? root), field: 'name', message });
  }
  const pipeline = fieldOf(file, root, 'pipeline');
  const stages = pipeline && file.content(pipeline);
  if (stages?.kind !== 'mapping' || stages.items.length === 0) {
    const message = `A mapping with one stage at least is wanted; this is ${describe(stages)}.`;
    problems.push({ ...file.place(pipeline ?? root), field: 'pipeline', message });
  }
}

function fieldOf(file: YamlFile, root: MappingNode, name: string): Node | undefined {
  return root.items.find(({ key }) => textOf(file, key) === name)?.value;
}

function describe(node: ContentNode | null | undefined): string {
  if (!node || (node.kind === 'scalar' && node.value === '')) return 'empty';
  const kind = { mapping: 'a mapping', sequence: 'a list', scalar: 'a single value' }[node.kind];
  return node.tagged ? `${kind} with the tag \`${node.tag}\`` : `${kind} without a tag`;
}

function placeOf(file: YamlFile, document: Document | undefined) {
  return document?.contents ? file.place(document.contents) : { file: file.path, line: 1 };
}
