import { foldable, headerName, headerText } from '../../src/mail/header-text';

test.each([
  ['a\r\nBcc: x\u2028y\tz', 'a Bcc: x y z'],
  ['photo\u202egpj.exe \u2066a\u2069 \u200eb\u200f', 'photogpj.exe a b'],
  ['pay\u200bp\u200dal\u200c \ufeffx\u00ad\u2060y', 'paypal xy'],
  ['a\u034f\u115f\u3164\u180eb', 'ab'],
  ['\ud800a\u0000', 'a '],
  ['👩\u200d💻 ❤️ 👍🏽\u200d', '👩\u200d💻 ❤️ 👍🏽'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क्\u200dष', 'क्\u200dष'],
  ['Käte 架空', 'Käte 架空'],
])('%j becomes %j', (text, clean) => {
  expect(headerText(text)).toBe(clean);
});

test('a name is not longer than a line may be', () => {
  expect(headerName(` ${'🦊'.repeat(300)}`)).toBe('🦊'.repeat(200));
});

test('a word longer than a line is encoded, and nothing else is', () => {
  expect(foldable('An ordinary subject')).toBe('An ordinary subject');
  expect(foldable('ö'.repeat(100))).toBe('ö'.repeat(100));
  const words = foldable('x'.repeat(1000)).split(' ');
  expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(75);
});
