import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'ini';
import { didYouMean } from '../inputs/nearest-name';
import { kindOf } from '../inputs/user-file';
import { readPyProject } from './pyproject';

/**
 * Why the package has no module of that name at top level, as far as its files tell: undefined also
 * where they leave it open, as a `setup.py` that computes its packages may.
 */
export function moduleFault(
  folder: string,
  module: string,
): { readonly message: string; readonly fix: string } | undefined {
  const [py, cfg] = [readText(folder, 'setup.py'), readText(folder, 'setup.cfg')];
  const project = readPyProject(readText(folder, 'pyproject.toml'));
  if (project === undefined || looksElsewhere(py, cfg)) return undefined;
  const folders = (project.where ?? ['.', 'src']).map((name) => join(folder, name));
  // A setup.py may add to what the others list.
  const isWhole = project.modules !== undefined && py === '' && cfg === '';
  const found = isWhole ? [] : [...declaredModules(cfg), ...folders.flatMap(modulesIn)];
  const names = [...new Set([...(project.modules ?? []), ...found])];
  if (names.length === 0 || names.includes(module)) return undefined;
  const texts = [py, cfg].map((text) => text.replaceAll(/^\s*name\s*=.*$/gm, ''));
  if (!isWhole && isElsewhere([folder, ...folders], module)) return undefined;
  if (!isWhole && isMentioned([...texts, project.text], module)) return undefined;
  const list = `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
  return {
    message: `has no module \`${module}\` at top level; it has ${list}.`,
    fix: didYouMean(module, names) ?? 'The name of an extension is that of the module it brings.',
  };
}

/** Whether one of them has packages in a folder that is neither the top nor `src`, or is computed. */
function looksElsewhere(py: string, cfg: string): boolean {
  const named = [
    ...py.matchAll(/\bpackage_dir\s*=\s*(\{[^}]*\}|[^,)\n]*)/g),
    ...py.matchAll(/\bfind(?:_namespace)?_packages\(\s*([^)=,\s]+)\s*[,)]/g),
    ...py.matchAll(/\bwhere\s*=\s*([^,)\n]+)/g),
    ...cfg.matchAll(/^(?:package_dir|where)\s*=(.*(?:\n[ \t]+.*)*)/gm),
  ];
  // Of `{'': 'src'}` and of `= src` the folder is left.
  const folders = named.map(([, value = '']) =>
    value.replaceAll(/^[\s{]*(['"]{2}\s*:|=)|[\s'"},]/g, ''),
  );
  return folders.some((name) => !/^(\.\/)?(\.|src)?\/?$/.test(name));
}

/** `packages` and `py_modules` of setup.cfg (setuptools, "Declarative config"), as a list or lines. */
function declaredModules(text: string): readonly string[] {
  const options = parse(text).options;
  const names: string[] = [];
  let listing = false;
  for (const [key, value] of Object.entries((options as object | undefined) ?? {})) {
    // Of a list over many lines each is a key to `ini`.
    if (listing && value === true) names.push(key);
    else listing = (key === 'packages' || key === 'py_modules') && value === '';
    const isList = (key === 'packages' || key === 'py_modules') && typeof value === 'string';
    if (isList && !/^find(_namespace)?:/.test(value)) names.push(...value.split(/[\s,]+/));
  }
  return names.map((name) => name.split('.')[0] ?? '').filter((name) => /^\w+$/.test(name));
}

const noModule = /^(setup|conftest|noxfile|tests?|docs?|examples?|build|dist|src|scripts|bin)$/;

function modulesIn(folder: string): readonly string[] {
  return entries(folder).flatMap((entry) => {
    const name = entry.name.replace(/\.py$/, '');
    if (noModule.test(name) || !/^\w+$/.test(name)) return [];
    if (entry.name.endsWith('.py')) return [name];
    const isPackage = kindOf(join(folder, name, '__init__.py')) === 'file';
    return isPackage ? [name] : [];
  });
}

/** Also a folder without `__init__.py`, or a module in a folder that `package_dir` may name. */
function isElsewhere(tops: readonly string[], module: string): boolean {
  const folders = tops.flatMap((top) => [top, ...entries(top).map(({ name }) => join(top, name))]);
  return folders.some(
    (each) =>
      kindOf(join(each, module)) === 'folder' ||
      entries(each).some(
        ({ name }) => name.startsWith(`${module}.`) && /\.(pyx?|so|c)$/.test(name),
      ),
  );
}

/** Whether what describes the package speaks of it. */
function isMentioned(texts: readonly string[], module: string): boolean {
  const word = new RegExp(String.raw`(?<![\w-])${module}(?![\w-])`, 'u');
  return texts.some((text) => word.test(text));
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return '';
  }
}
