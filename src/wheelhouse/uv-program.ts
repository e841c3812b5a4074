import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { type Download, downloadFile, filesOf } from './download';
import type { FileStore } from './file-store';
import { cannotBring } from './refusal';

/** The last line of uv that offers CPython 3.7 for download. */
export const uvVersion = '0.6.17';

/** Its wheels for any Linux, whose program is linked statically: name and SHA-256. */
const wheels: Readonly<Record<string, readonly [string, string]>> = {
  x86_64: [
    'uv-0.6.17-py3-none-musllinux_1_1_x86_64.whl',
    'da43740d0529ba4bbd365c06376bd01ecb703bb377537782203254af894621e6',
  ],
  aarch64: [
    'uv-0.6.17-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl',
    'fc95d87cbc20cbafb45f2a86b4e1bceddb048a825cc6fd2ca4bf7c3c34fc70c9',
  ],
};

/**
 * uv for machines of an architecture, taken out of its wheel from the package index.
 *
 * @param arch as uname(1) has it
 * @returns path of the program
 * @throws UserError
 */
export async function uvProgram(
  arch: string,
  store: FileStore,
  download: Download,
): Promise<string> {
  const [name, sha256] = wheels[arch] ?? [];
  if (name === undefined || sha256 === undefined) {
    throw cannotBring(
      `There is no uv for ${arch}; accepted are ${Object.keys(wheels).join(', ')}.`,
    );
  }
  const folder = await store.take(`uv-${uvVersion}-${arch}`, async (part) => {
    const url = (await filesOf('uv', download)).get(name);
    if (url === undefined) throw cannotBring(`The package index has no ${name}.`);
    const wheel = join(part, name);
    await downloadFile(url, sha256, wheel, download);
    const isProgram = (path: string) => path.endsWith('/scripts/uv');
    const files = unzipSync(await readFile(wheel), { filter: (file) => isProgram(file.name) });
    const [program] = Object.values(files);
    if (!program) throw new Error(`${name} holds no uv.`);
    await writeFile(join(part, 'uv'), program);
    await chmod(join(part, 'uv'), 0o755);
    await rm(wheel);
  });
  return join(folder, 'uv');
}
