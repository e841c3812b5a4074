// Makes the action's bundle. One bundle with several entries, so that what they share stands in it once
// and parts that are imported on demand are files of their own, read only when they are needed.

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ncc from '@vercel/ncc';

const root = resolve(import.meta.dirname, '..');

/** Composition roots in src/ that are started by name: dist/NAME.js. */
export const entries = ['main', 'post', 'sweep', 'cli'];

/** ssh2's door to PuTTY's agent on Windows, of no use here and nothing to have in a repository. */
const unwanted = new Set(['pagent.exe']);

/**
 * Builds src/ into a folder, which is emptied first. The same source gives the same bytes, wherever
 * the repository lies.
 */
export async function bundle(outDir) {
  const work = workDir();
  try {
    const files = await nccFiles(compile(work));
    rmSync(outDir, { recursive: true, force: true });
    mkdirSync(outDir, { recursive: true });
    for (const [name, content] of files) {
      const mode = name === 'cli.js' ? 0o755 : 0o644;
      writeFileSync(join(outDir, name), content, { mode });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** As deep in the repository as src/: a few imports name node_modules by a relative path. */
function workDir() {
  return mkdtempSync(join(root, 'build-'));
}

/** Compiles to ES modules, with the files that are read at run time beside them. */
function compile(work) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--project', join(root, 'tsconfig.build.json'), '--outDir', work];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const file of assets()) copyFileSync(join(root, 'src', file), join(work, file));
  // ncc looks for one, and would find ours with its paths.
  writeFileSync(join(work, 'tsconfig.json'), '{}');
  const imports = entries.map((name) => `export const ${name} = () => import('./${name}.js');\n`);
  writeFileSync(join(work, 'entries.js'), imports.join(''));
  return work;
}

/** Files of src/ that are read at run time, as `readFileSync(join(__dirname, 'x.sh'))`. */
function assets() {
  const files = globSync('**/*.sh', { cwd: join(root, 'src') }).sort();
  const names = new Set(files.map((file) => basename(file)));
  // In the bundle they all lie in one folder.
  if (names.size < files.length) throw new Error(`two files of one name: ${files.join(', ')}`);
  return files;
}

async function nccFiles(work) {
  // Module numbers come from paths relative to here.
  process.chdir(work);
  const options = { cache: false, license: 'licenses.txt', quiet: true, target: 'es2022' };
  const { code, assets: parts } = await ncc(join(work, 'entries.js'), options);
  process.chdir(root);

  const files = new Map([['index.js', code]]);
  for (const [name, { source }] of Object.entries(parts)) {
    if (!unwanted.has(name)) files.set(name, source);
  }
  for (const name of entries) files.set(`${name}.js`, starter(name));
  for (const file of assets()) {
    const bytes = files.get(basename(file));
    if (bytes === undefined || !readFileSync(join(root, 'src', file)).equals(Buffer.from(bytes))) {
      throw new Error(
        `src/${file} is not in the bundle: read it as join(__dirname, 'NAME') where it lies`,
      );
    }
  }
  return files;
}

function starter(name) {
  const shebang = name === 'cli' ? '#!/usr/bin/env node\n' : '';
  return `${shebang}require('./index.js').${name}();\n`;
}
