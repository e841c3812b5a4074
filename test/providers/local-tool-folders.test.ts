import { describe, expect, it } from 'vitest';
import { isInside, toolFolders } from '../../src/providers/local/tool-folders';

const inHome = (folder: string) => isInside(folder, '/home/me');
const all = () => true;

describe('the folders of a hidden home that programs need', () => {
  it.each([
    ['an installation as a whole', '/home/me/.pyenv/shims', ['/home/me/.pyenv']],
    [
      'a deep one from its prefix',
      '/home/me/t/python/3.12/x64/bin',
      ['/home/me/t/python/3.12/x64'],
    ],
    ['a folder of programs right in the home alone', '/home/me/bin', ['/home/me/bin']],
    ['a folder of another name alone', '/home/me/scripts', ['/home/me/scripts']],
    ['nothing of what shows anyway', '/usr/bin', []],
  ])('are %s', (_, path, folders) => {
    expect(toolFolders([path], inHome, all)).toEqual(folders);
  });

  it('leave out the data and tokens beside them', () => {
    const folders = toolFolders(['/home/me/.local/bin', '/home/me/.cargo/bin'], inHome, all);
    expect(folders).not.toContain('/home/me/.local');
    expect(folders).not.toContain('/home/me/.cargo');
    expect(folders).toContain('/home/me/.local/lib');
    expect(folders).toContain('/home/me/.rustup');
  });

  it('are never one inside another', () => {
    const path = [
      '/home/me/.pyenv/plugins/x/shims',
      '/home/me/.pyenv/bin',
      '/home/me/.pyenv/shims',
    ];
    expect(toolFolders(path, inHome, all)).toEqual(['/home/me/.pyenv']);
  });

  it('are those that exist', () => {
    expect(toolFolders(['/home/me/gone/bin'], inHome, () => false)).toEqual([]);
  });
});
