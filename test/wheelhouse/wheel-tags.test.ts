import { describe, expect, it } from 'vitest';
import { type Target, wheelFit } from '../../src/wheelhouse/wheel-tags';

const node: Target = { arch: 'x86_64', glibc: '2.31', python: '3.7.16' };
const fits = (name: string, target = node) => wheelFit(name, target) !== undefined;

describe('a wheel', () => {
  it.each([
    'six-1.15.0-py2.py3-none-any.whl',
    'toml-0.10.2-py3-none-any.whl',
    'numpy-1.16.6-cp37-cp37m-manylinux1_x86_64.whl',
    'regex-2024.4.16-cp37-cp37m-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    'bcrypt-3.1.7-cp34-abi3-manylinux1_x86_64.whl',
    'ninja-1.9.0.post1-py3-none-manylinux1_x86_64.whl',
    'PyYAML-5.3.1-1-cp37-cp37m-linux_x86_64.whl',
    'thing-1.0-cp37-none-any.whl',
  ])('fits a node whose Python, architecture and glibc it names: %s', (name) => {
    expect(fits(name)).toBe(true);
  });

  it.each([
    'numpy-1.16.6-cp36-cp36m-manylinux1_x86_64.whl',
    'numpy-1.16.6-cp37-cp37m-manylinux2014_aarch64.whl',
    'numpy-1.16.6-cp37-cp37m-macosx_10_9_x86_64.whl',
    'numpy-1.16.6-cp37-cp37m-musllinux_1_1_x86_64.whl',
    'new-1.0-cp37-cp37m-manylinux_2_34_x86_64.whl',
    'new-1.0-cp38-abi3-manylinux1_x86_64.whl',
    'old-1.0-py2-none-any.whl',
    'late-1.0-py38-none-any.whl',
    'debug-1.0-cp37-cp37dm-manylinux1_x86_64.whl',
    'toml-0.10.2.tar.gz',
  ])('does not fit another one: %s', (name) => {
    expect(fits(name)).toBe(false);
  });

  it('of a C library does not fit a node that has another one', () => {
    const musl = { ...node, glibc: undefined };
    expect(fits('numpy-1.16.6-cp37-cp37m-manylinux1_x86_64.whl', musl)).toBe(false);
    expect(fits('toml-0.10.2-py3-none-any.whl', musl)).toBe(true);
  });

  it('that is made for the node fits better than one for all', () => {
    const [any, abi, own] = [
      'thing-1.0-py3-none-any.whl',
      'thing-1.0-cp36-abi3-manylinux2014_x86_64.whl',
      'thing-1.0-cp37-cp37m-manylinux2014_x86_64.whl',
    ].map((name) => wheelFit(name, node) ?? -1) as [number, number, number];
    expect(own).toBeGreaterThan(abi);
    expect(abi).toBeGreaterThan(any);
  });
});
