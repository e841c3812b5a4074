import { describe, expect, it } from 'vitest';
import { checkIni } from '../../src/secrets/check-ini';
import { forms, maskable } from '../../src/secrets/maskable';

function masksOf(text: string) {
  const { sections, raw } = checkIni(text);
  return maskable({ ini: Buffer.from(text), sections, raw });
}

describe('forms', () => {
  it('has the value itself', () => {
    expect(forms('s3cr3t')).toContain('s3cr3t');
  });

  it('has the value as the INI file has it', () => {
    expect(forms('50%\noff')).toContain('50%%\n\toff');
  });

  it('has each line of a value, stripped', () => {
    expect(forms('line1 \r\n\tline2')).toEqual(expect.arrayContaining(['line1', 'line2']));
  });

  it('has each line as the INI file has it', () => {
    expect(forms('first\n50%off')).toContain('50%%off');
  });

  it.each([
    ['hexadecimal', '61c3a922622520'],
    ['base64', 'YcOpImIlIA=='],
    ['JSON', 'aé\\"b% '],
    ['a URI', 'a%C3%A9%22b%25%20'],
  ])('has the value in %s', (_, form) => {
    expect(forms('aé"b% ')).toContain(form);
  });

  it('has no form under four characters', () => {
    expect(forms('{\n"key"\n}').filter((form) => form.length < 4)).toEqual([]);
  });

  it('is empty for a value under four characters', () => {
    expect(forms('abc')).toEqual([]);
  });
});

describe('maskable', () => {
  it('lists the longest first, so that no secret leaves the end of another', () => {
    const lengths = masksOf('[S]\na = short\nb = short and longer').values.map((one) => one.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });

  it('lists each once', () => {
    const { values } = masksOf('[DEFAULT]\na = s3cr3t\n[S]\nb = s3cr3t\n[T]\nc = s3cr3t');
    expect(new Set(values).size).toBe(values.length);
  });

  it('hides values before and after interpolation', () => {
    const { values } = masksOf('[S]\nuser = anna\nlogin = %(user)s:s3cr3t');
    expect(values).toEqual(expect.arrayContaining(['anna:s3cr3t', '%(user)s:s3cr3t']));
  });

  it('hides a value of [DEFAULT] that every section overrides', () => {
    expect(masksOf('[DEFAULT]\na = s3cr3t\n[S]\na = other').values).toContain('s3cr3t');
  });

  it('warns of a value under four characters, by section and key', () => {
    const { values, warnings } = masksOf('[S]\npin = 123');
    expect({ values, warnings }).toMatchObject({
      values: [],
      warnings: [{ field: 'secrets: [S] pin' }],
    });
  });

  it('counts the characters that Python reads', () => {
    expect(masksOf('[S]\npin = %%%%').warnings).toHaveLength(1);
  });

  it('warns of a short value of [DEFAULT] once', () => {
    expect(masksOf('[DEFAULT]\npin = 123\n[S]\n[T]').warnings).toHaveLength(1);
  });

  it('does not warn of an empty value: it gives nothing away', () => {
    expect(masksOf('[S]\na =').warnings).toEqual([]);
  });
});
