import { readSerialized } from '../../src/wire/php-serialize';
import { cpuTimeOf } from '../support/cpu-time';
import { values } from './recorded';

const read = (text: string): unknown => readSerialized(Buffer.from(text, 'latin1'));

/** The fixtures are JSON, which has no minus zero. */
const printed = (value: unknown): string => JSON.stringify(value);

/** A small random generator with a fixed seed, so that every run has the same inputs. */
const randomNumbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

describe('what PHP wrote', () => {
  test.each(values.data.map((entry) => [entry.name, entry] as const))('%s', (_name, { serialized, value }) => {
    expect(printed(readSerialized(Buffer.from(serialized)))).toBe(printed(value));
  });

  test.each(values.refused.map((entry) => [entry.name, entry] as const))('refused: %s', (_name, entry) => {
    expect(readSerialized(Buffer.from(entry.serialized_base64, 'base64'))).toBeUndefined();
  });

  test('numbers that JavaScript cannot represent or print', () => {
    expect(read('i:9223372036854775807;')).toBe('9223372036854775807');
    expect(read('a:1:{i:9223372036854775807;i:-9007199254740993;}')).toEqual({
      '9223372036854775807': '-9007199254740993',
    });
    expect(Object.is(read('d:-0;'), -0)).toBe(false);
    expect(read('d:-0.0;')).toBe(0);
    expect(Object.is(read('d:-0.0;'), -0)).toBe(false);
  });

  test('objects have no prototype, at any depth', () => {
    const value = read('a:1:{s:1:"a";a:1:{s:1:"b";i:1;}}') as { a: object };
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.getPrototypeOf(value.a)).toBeNull();
  });
});

describe('attacks and damage', () => {
  test.each([
    ['a negative length that moves back', 'a:99999999:{i:0;s:0:"";i:1;s:-13:"'],
    ['a count of values that are not there', 'a:999999999:{}'],
    ['a count that is too small', 'a:1:{i:0;i:1;i:1;i:2;}'],
    ['a count that is too large', 'a:2:{i:0;i:1;}'],
    ['a class called constructor', 'O:11:"constructor":0:{}'],
    ['a class called __proto__', 'O:9:"__proto__":1:{s:1:"a";i:1;}'],
    ['a class in an array', 'a:1:{i:0;O:8:"toString":0:{}}'],
    ['a serializable class', 'C:8:"stdClass":2:{{}}'],
    ['an enum', 'E:11:"Suit:Hearts";'],
    ['references', 'a:2:{i:0;a:0:{}i:1;R:2;}'],
    ['small references', 'a:2:{i:0;i:1;i:1;r:2;}'],
    ['escaped strings', 'S:1:"\\41";'],
    ['a prototype key', 'a:1:{s:9:"__proto__";a:1:{s:7:"isAdmin";b:1;}}'],
    ['a prototype key, deeper', 'a:1:{i:0;a:1:{s:9:"prototype";i:1;}}'],
    ['a length beyond the end', 's:100:"abc";'],
    ['a length one too short', 's:2:"abc";'],
    ['a length one too long', 's:4:"abc";'],
    ['a length in characters', 's:1:"\xc3\xa9";'],
    ['a length with a sign', 's:+3:"abc";'],
    ['a length with zeros', 's:03:"abc";'],
    ['a length of many digits', `s:${'9'.repeat(100)}:"abc";`],
    ['a length without digits', 's::"abc";'],
    ['integers with zeros', 'i:007;'],
    ['hexadecimal integers', 'i:0x10;'],
    ['an integer without digits', 'i:;'],
    ['an integer of many digits', `i:${'9'.repeat(20)};`],
    ['minus zero as integer', 'i:-0;'],
    ['a float that is infinite', 'd:1.0E+999;'],
    ['an exponent without a point', 'd:1E+25;'],
    ['a float of many digits', `d:${'1'.repeat(60)}.5;`],
    ['a float without end', 'd:1.5'],
    ['a truth beyond 1', 'b:2;'],
    ['a missing semicolon', 'a:1:{i:0;i:1}'],
    ['a string without semicolon', 'a:1:{i:0;s:1:"a"}'],
    ['a key of the wrong type', 'a:1:{b:1;i:1;}'],
    ['a key that is an array', 'a:1:{a:0:{}i:1;}'],
    ['a null key', 'a:1:{N;i:1;}'],
    ['a key without value', 'a:1:{i:0;}'],
    ['trailing bytes', 'i:1;x'],
    ['two values', 'i:1;i:2;'],
    ['leading space', ' i:1;'],
    ['bytes that are not UTF-8', 's:1:"\xff";'],
    ['nothing', ''],
    ['json', '{"1":"a"}'],
    ['deep nesting', 'a:1:{i:0;'.repeat(100_000)],
    ['many empty arrays', `a:9999:{${'i:0;a:0:{}'.repeat(9_999)}}`],
  ])('%s', (_name, text) => {
    expect(cpuTimeOf(() => expect(read(text)).toBeUndefined())).toBeLessThan(1_000);
  });

  test('damaged payloads are read or refused, but never throw', () => {
    const random = randomNumbers(42);
    const seeds = values.data.filter(({ serialized }) => serialized.length < 500).map(({ serialized }) => serialized);
    const alphabet = 'abdisNOCRrSE:;{}"0123456789-+.Ex\0';
    let accepted = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Buffer.from(seeds[random(seeds.length)] ?? '');
      for (let change = random(4); change >= 0; change -= 1) {
        bytes[random(bytes.length)] = alphabet.charCodeAt(random(alphabet.length));
      }
      const value = readSerialized(bytes.subarray(0, bytes.length - random(3) * random(2)));
      if (value !== undefined) accepted += 1;
      expect(() => JSON.stringify(value)).not.toThrow();
    }
    expect(accepted).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
