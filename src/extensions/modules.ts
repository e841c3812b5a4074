import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'ini';
import { didYouMean } from '../inputs/nearest-name';
import { kindOf } from '../inputs/user-file';

/**
 * Why the package has no module of that name at top level, as far as its files tell: undefined also
 * where they leave it open, as a `setup.py` that computes its packages may.
 */
export function moduleFault(
  folder: string,
  module: string,
): { readonly message: string; readonly fix: string } | undefined {
  const declared = declaredModules(readText(folder, 'setup.cfg'));
  const found = [folder, join(folder, 'src')].flatMap(modulesIn);
  const names = [...new Set([...declared, ...found])];
  if (names.length === 0 || names.includes(module)) return undefined;
  if (isElsewhere(folder, module) || isMentioned(folder, module)) return undefined;
  const list = `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
  return {
    message: `has no module \`${module}\` at top level; it has ${list}.`,
    fix: didYouMean(module, names) ?? 'The name of an extension is that of the module it brings.',
  };
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
function isElsewhere(folder: string, module: string): boolean {
  const folders = [folder, ...entries(folder).map(({ name }) => join(folder, name))];
  return folders.some(
    (each) =>
      kindOf(join(each, module)) === 'folder' ||
      entries(each).some(
        ({ name }) => name.startsWith(`${module}.`) && /\.(pyx?|so|c)$/.test(name),
      ),
  );
}

/** Whether a file that describes the package speaks of it otherwise than by the package's own name. */
function isMentioned(folder: string, module: string): boolean {
  return ['setup.py', 'setup.cfg', 'pyproject.toml'].some((name) => {
    const text = readText(folder, name).replaceAll(/^\s*name\s*=.*$/gm, '');
    return new RegExp(String.raw`(?<![\w-])${module}(?![\w-])`, 'u').test(text);
  });
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
