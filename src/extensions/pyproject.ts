import { parse } from 'smol-toml';

/** What a pyproject.toml says of the modules that its package brings. */
export interface PyProject {
  /** All at top level, where it lists them (setuptools, "Package Discovery and Namespace Packages"). */
  readonly modules: readonly string[] | undefined;
  /** Folders in which setuptools looks for them, where it names them. */
  readonly where: readonly string[] | undefined;
  /** All that may speak of a module: not what the package is called, by whom, and what about. */
  readonly text: string;
}

type Table = Readonly<Record<string, unknown>>;

/** @returns undefined for what is no TOML */
export function readPyProject(text: string): PyProject | undefined {
  let toml: Table;
  try {
    toml = parse(text);
  } catch {
    return undefined;
  }
  const { project, tool, 'build-system': system } = toml;
  const { 'build-backend': backend = 'setuptools' } = table(system);
  const bySetuptools = String(backend).startsWith('setuptools');
  const setuptools = bySetuptools ? table(table(tool).setuptools) : {};
  const { scripts, 'gui-scripts': windows, 'entry-points': points } = table(project);
  return {
    modules: modulesOf(setuptools),
    where: whereOf(setuptools),
    text: JSON.stringify([tool, scripts, windows, points]),
  };
}

/** With one of the lists setuptools looks for nothing by itself. */
function modulesOf(setuptools: Table): readonly string[] | undefined {
  const { packages, 'py-modules': modules, 'ext-modules': compiled } = setuptools;
  if (!Array.isArray(packages) && !Array.isArray(modules)) return undefined;
  if (packages !== undefined && !Array.isArray(packages)) return undefined;
  const names = [...texts(packages), ...texts(modules)];
  const extensions = Array.isArray(compiled) ? compiled.map((one) => table(one).name) : [];
  return [...names, ...texts(extensions)].map((name) => name.split('.')[0] ?? '');
}

function whereOf(setuptools: Table): readonly string[] | undefined {
  const { packages, 'package-dir': dir } = setuptools;
  const { where } = table(table(packages).find);
  const folders = texts(where ?? [table(dir)['']]);
  return folders.length > 0 ? folders : undefined;
}

function table(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
