import { escapeAscii, escapesOf } from '../../src/wire/escape';
import { toJson } from '../../src/wire/json';

const escapes = escapesOf((character) => ({ a: '[A]', b: '', '\0': '0', '\x7f': 'del' })[character]);

test.each([
  ['', ''],
  ['nothing to do', 'nothing to do'],
  ['xyz äöü 日本 🎫', 'xyz äöü 日本 🎫'],
  ['a', '[A]'],
  ['bbb', ''],
  ['aäba日\0🎫\x7fa', '[A]ä[A]日0🎫del[A]'],
  ['c\ud800c', 'c\ufffdc'],
  ['a\udc00', '[A]\ufffd'],
])('%j becomes %j', (text, expected) => {
  expect(escapeAscii(text, escapes)).toBe(expected);
});

test('JSON escapes every character of the basic plane, and parsing restores it', () => {
  const plane = String.fromCharCode(...Array.from({ length: 0xd800 }, (_, code) => code));
  const text = `${plane}\ud83c\udfab\ue000\uffff`;
  const json = toJson({ text });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
  expect(json).toMatch(/^[\x00-\x7e]*$/);
  expect(JSON.parse(json)).toEqual({ text });
  expect(toJson('\x7e\x7f\x80\xff')).toBe('"~\\u007f\\u0080\\u00ff"');
});
