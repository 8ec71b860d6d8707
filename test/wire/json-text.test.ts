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

  test('__proto__ is an own key and does not set the prototype', () => {
    const value = readJson('{"__proto__":{"isAdmin":true}}', limits) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value).not.toHaveProperty('isAdmin');
  });
});
