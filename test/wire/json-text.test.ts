import { readJson } from '../../src/wire/json-text';
import { cpuTimeOf } from '../support/cpu-time';

const limits = { depth: 2, values: 10 };

describe('readJson', () => {
  test.each([
    ['null', 'null', null],
    ['a list of objects', '[{"a":1},{"b":"x"}]', [{ a: 1 }, { b: 'x' }]],
    ['brackets and commas in a string', '["[[[[{{{{,,,,,,,,,,,,,,"]', ['[[[[{{{{,,,,,,,,,,,,,,']],
    ['escaped quotes', String.raw`["a\"[[[[","\\",["\\\"[[["]]`, ['a"[[[[', '\\', ['\\"[[[']]],
    ['as many values as allowed', '[1,2,3,4,5,6,7,8,9]', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['bytes', Buffer.from('["é"]'), ['é']],
  ])('%s', (_name, text, value) => {
    expect(readJson(text, limits)).toEqual(value);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'x'],
    ['a string without end', '["a'],
    ['a string that ends in an escape', '["a\\"'],
    ['too deep', '[[[]]]'],
    ['too many values', '[1,2,3,4,5,6,7,8,9,10]'],
    ['bytes that are not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])],
    ['bytes of UTF-16', Buffer.from('[]', 'utf16le')],
  ])('refused: %s', (_name, text) => {
    expect(readJson(text, limits)).toBeUndefined();
  });

  test.each([
    ['nested lists', '['.repeat(5_000_000)],
    ['empty lists', `[${'[],'.repeat(3_000_000)}1]`],
    ['escaped quotes', `["${'\\"'.repeat(3_000_000)}"`],
    ['backslashes', `["${'\\'.repeat(8_000_001)}"`],
  ])('cheap to refuse: %s', (_name, text) => {
    expect(cpuTimeOf(() => expect(readJson(text, limits)).toBeUndefined())).toBeLessThan(1_000);
  });

  test.each([
    ['123456789012345678', '123456789012345678'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['18446744073709551615', '18446744073709551615'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740992', 9007199254740992],
    ['9007199254740991', 9007199254740991],
    ['-1234567890123456', -1234567890123456],
    ['10000000000000000000', 10000000000000000000],
    ['1'.repeat(400), '1'.repeat(400)],
    ['3.14159265358979323846', '3.14159265358979323846'],
    // What programs print for 0.1 and 1.5.
    ['0.10000000000000001', 0.1],
    ['1.50000000000000000000', 1.5],
    ['0.00000000000000000001', 1e-20],
    ['0.0000000000000000000000', 0],
    ['-12345678901234567890e-2', Number('-12345678901234567890e-2')],
    ['1e12345678901234567890', Number.POSITIVE_INFINITY],
    ['"123456789012345678"', '123456789012345678'],
    [String.raw`"a\"123456789012345678"`, 'a"123456789012345678'],
  ])('the number %s', (number, read) => {
    expect(readJson(number, limits)).toEqual(read);
    expect(readJson(`{"a":[ ${number} , 1 ],"b":"2"}`, limits)).toEqual({ a: [read, 1], b: '2' });
    expect(readJson(Buffer.from(`[${number}]`), limits)).toEqual([read]);
  });

  test.each([
    '0123456789012345678',
    '-0123456789012345678',
    '--123456789012345678',
    '+123456789012345678',
    '123456789012345678.',
    '123456789012345678.5.5',
    '.123456789012345678',
    '123456789012345678a',
    'a123456789012345678',
    '123456789012345678e',
    '0x123456789012345678',
    '123456789012345678 123456789012345678',
    '"a"123456789012345678',
    '{123456789012345678:1}',
    '{123456789012345678 \n: 1}',
  ])('no number: %s', (text) => {
    expect(readJson(text, limits)).toBeUndefined();
    expect(readJson(`[${text}]`, limits)).toBeUndefined();
  });

  test.each([
    ['digits', '1'.repeat(8_000_000)],
    ['zeros of a fraction', `1.${'0'.repeat(8_000_000)}1`],
    ['numbers in a text', `"${'1'.repeat(8_000_000)}"`],
    ['signs', `1234567890123456${'-'.repeat(8_000_000)}`],
  ])('cheap to read: %s', (_name, text) => {
    expect(cpuTimeOf(() => readJson(text, limits))).toBeLessThan(1_000);
  });

  test('__proto__ is an own key and does not set the prototype', () => {
    const value = readJson('{"__proto__":{"isAdmin":true}}', limits) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value).not.toHaveProperty('isAdmin');
  });
});
