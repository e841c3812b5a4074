import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, fenced, table, text } from '../../src/report/markdown';

describe('text from elsewhere', () => {
  it('keeps letters, digits and other scripts as they are', () => {
    expect(text('Modell 3 – été 模型')).toBe('Modell 3 – été 模型');
  });

  it('has a backslash before everything that Markdown or HTML acts on', () => {
    expect(text('a|b <img src=x> [l](u) `c` *d* & $e$ \\')).toBe(
      'a\\|b \\<img src\\=x\\> \\[l\\]\\(u\\) \\`c\\` \\*d\\* \\& \\$e\\$ \\\\',
    );
  });

  it('stays on one line', () => {
    expect(text('a\r\n## b\0c\u2028d')).toBe('a \\#\\# b c d');
  });

  it('can stand as code', () => {
    expect(code('</code>`')).toBe('<code>\\<\\/code\\>\\`</code>');
  });
});

describe('a code block', () => {
  it('names its language', () => {
    expect(fenced('ls', 'sh')).toBe('```sh\nls\n```');
  });

  it('has a fence longer than any in its content', { retry: 0 }, () => {
    const content = fc
      .array(fc.constantFrom('`', '``', '````', '\n', 'a', ' '))
      .map((s) => s.join(''));
    fc.assert(
      fc.property(content, (inside) => {
        const lines = fenced(inside).split('\n');
        const fence = lines[0] ?? '';
        expect(lines.at(-1)).toBe(fence);
        expect(lines.slice(1, -1).join('\n')).toBe(inside);
        expect(inside).not.toContain(fence);
      }),
    );
  });
});

it('a table has a line for its head and one for each row', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ),
  ).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |');
});
