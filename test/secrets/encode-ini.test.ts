import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/problem';
import { encodeIni } from '../../src/secrets/encode-ini';

function encodeOne(section: string, key: string, value: string) {
  return encodeIni(new Map([[section, new Map([[key, value]])]]));
}

describe('encodeIni', () => {
  it('writes sections, keys and values without quoting', () => {
    const sections = new Map([
      ['SERVICE', new Map([['token', '"a=b"; #c']])],
      ['pip', new Map([['HOST', 'example.org']])],
    ]);
    expect(encodeIni(sections)).toEqual({
      text: '[SERVICE]\ntoken = "a=b"; #c\n[pip]\nHOST = example.org\n',
      problems: [],
    });
  });

  it('doubles each percent sign', () => {
    expect(encodeOne('S', 'k', '50%%s').text).toBe('[S]\nk = 50%%%%s\n');
  });

  it('indents the later lines of a value, but not its empty ones', () => {
    expect(encodeOne('S', 'k', '\na\n\nb').text).toBe('[S]\nk = \n\ta\n\n\tb\n');
  });

  it.each([
    ['a trailing newline', 'v41ue\n', 'ends with a newline'],
    ['a carriage return', 'v41\rue', 'has a carriage return'],
    ['white space at the end of a line', 'v41 \nue', 'starts or ends with white space'],
    ['white space at the start of a line', 'v41\n ue', 'starts or ends with white space'],
    ['white space that only Python takes for such', 'v41ue\x1f', 'starts or ends with white space'],
    ['a line of white space', 'v41\n \nue', 'starts or ends with white space'],
    ['a later line that starts with #', 'v41\n#ue', 'starts with `#` or `;`'],
    ['a later line that starts with ;', 'v41\n;ue', 'starts with `#` or `;`'],
    ['half of a surrogate pair', 'v41\ud800ue', 'half of a surrogate pair'],
  ])('refuses %s by section and key', (_, value, reason) => {
    const { problems } = encodeOne('SERVICE', 'token', value);
    expect(problems).toMatchObject([
      { field: '[SERVICE] token', message: expect.stringContaining(reason) },
    ]);
  });

  it('says everything that is wrong with a value at once', () => {
    const [problem] = encodeOne('S', 'k', '{\r\n  "a": 1\r\n}\r\n').problems;
    expect(problem?.message).toBe(
      'An INI file cannot hold the value: it ends with a newline, and has a carriage return, and has a line that starts or ends with white space.',
    );
  });

  it('says how to get rid of a final newline', () => {
    expect(encodeOne('S', 'k', 'a\n').problems[0]?.fix).toContain('`|-` instead of `|`');
  });

  it('offers base64 for what no other way holds', () => {
    expect(encodeOne('S', 'k', 'a\n b').problems[0]?.fix).toContain('base64');
  });

  it('offers one line for JSON over several', () => {
    expect(encodeOne('S', 'k', '{\n  "a": 1\n}').problems[0]?.fix).toContain('one line');
  });

  it('refuses a section DEFAULT', () => {
    expect(encodeOne('DEFAULT', 'k', 'v').problems).toMatchObject([{ field: '[DEFAULT]' }]);
  });

  it.each(['', 'a b', 'a]', 'é', 'a\nb'])('refuses the section name %j', (name) => {
    expect(encodeOne(name, 'k', 'v').problems[0]?.message).toContain('name of a section');
  });

  it.each(['', 'a b', 'a=b', 'a:b', '#a', '[a', 'é', 'a\nb'])('refuses the key %j', (key) => {
    expect(encodeOne('S', key, 'v').problems[0]?.message).toContain('name of a key');
  });

  it('refuses two keys that differ in case only', () => {
    const keys = new Map([
      ['Token', 'a'],
      ['TOKEN', 'b'],
    ]);
    const { problems } = encodeIni(new Map([['S', keys]]));
    expect(problems).toMatchObject([
      { field: '[S] TOKEN', message: expect.stringContaining('twice') },
    ]);
  });

  it('reports every refusal at once', () => {
    const sections = new Map([
      ['A', new Map([['x', 'a\n']])],
      ['B c', new Map([['y', '\r']])],
    ]);
    expect(encodeIni(sections).problems.map(formatProblem)).toHaveLength(3);
  });
});
