import { randomBytes } from 'node:crypto';
import { decodeBase64, decodeBase64Bytes } from '../../src/wire/base64';

describe('decodeBase64', () => {
  const plus = Buffer.from([0xfb, 0xef, 0xbe]);

  test.each([
    ['empty', '', Buffer.alloc(0)],
    ['padding of two', 'QQ==', Buffer.from('A')],
    ['padding of one', 'QUI=', Buffer.from('AB')],
    ['no padding needed', 'QUJD', Buffer.from('ABC')],
    ['padding left out', 'QQ', Buffer.from('A')],
    ['plus signs', '++++', plus],
    ['plus signs decoded as spaces', '    ', plus],
    ['a final plus sign decoded as a space', '+++ ', plus],
    ['URL-safe alphabet', '----', plus],
    ['URL-safe slash', '_w', Buffer.from([0xff])],
    ['line breaks', 'QU\r\nJD\n', Buffer.from('ABC')],
    ['line break before the padding', 'QQ\n==', Buffer.from('A')],
  ])('%s', (_name, text, bytes) => {
    expect(decodeBase64(text)).toEqual(bytes);
  });

  test.each([
    ['a single digit', 'Q'],
    ['five digits', 'QUJDR'],
    ['punctuation', 'QU!D'],
    ['a character outside the alphabet', 'QU*JD'],
    ['a NUL', 'QU\0D'],
    ['padding in the middle', 'QQ==QUJD'],
    ['too much padding', 'QQ==='],
    ['padding where none is needed', 'QUJD='],
    ['padding only', '='],
    ['four padding characters', '===='],
    ['a letter outside ASCII', 'QUéD'],
    ['a letter whose low byte is in the alphabet', 'QU\u0141D'],
    ['a data URL', 'data:text/plain;base64,QUJD'],
  ])('refused: %s', (_name, text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  test('every byte and length survives', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    for (let length = 0; length <= bytes.length; length += 1) {
      const part = bytes.subarray(0, length);
      expect(decodeBase64(part.toString('base64'))).toEqual(part);
      expect(decodeBase64(part.toString('base64url'))).toEqual(part);
      expect(decodeBase64(part.toString('base64').replaceAll('+', ' '))).toEqual(part);
    }
  });
});

describe('decodeBase64Bytes', () => {
  test('every length survives, also where one piece of the digits ends', () => {
    const bytes = randomBytes(40_000);
    for (const length of [0, 1, 2, 3, 12_287, 12_288, 12_289, 24_576, 39_999, 40_000]) {
      const part = bytes.subarray(0, length);
      expect(decodeBase64Bytes(Buffer.from(part.toString('base64')))).toEqual(part);
      expect(decodeBase64Bytes(Buffer.from(part.toString('base64url')))).toEqual(part);
    }
  });

  test.each(['Q', '=', 'QQ===', 'QQ==QUJD', 'QU JD', 'QUJ\n', 'QU\0D', 'QUéD', 'QU%2BD'])('refused: %j', (text) => {
    expect(decodeBase64Bytes(Buffer.from(text))).toBeUndefined();
    expect(decodeBase64Bytes(Buffer.from(text, 'latin1'))).toBeUndefined();
    expect(decodeBase64Bytes(Buffer.from('QUJD'.repeat(10_000) + text))).toBeUndefined();
  });
});
