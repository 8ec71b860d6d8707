import { isCleanText, shownName } from '../../src/wire/text';

describe('isCleanText', () => {
  test.each(['', 'text', 'Grüße 日本 🎫', 'line\r\n\ttext', '\ufffd', '\u0001'])('clean: %j', (text) => {
    expect(isCleanText(text)).toBe(true);
  });

  test.each(['a\0b', '\ud83c', 'a\udfab', '\udfab\ud83c'])('not clean: %j', (text) => {
    expect(isCleanText(text)).toBe(false);
  });
});

describe('shownName', () => {
  test.each([
    ['plain', 'subject', 'subject'],
    ['brackets', 'a[b]', 'a[b]'],
    ['other scripts', 'тема', 'тема'],
    ['controls', 'a\r\n\tb\0', 'a???b?'],
    ['what does not print', '\u202e\u200b\ufeff\u2028', '????'],
    ['lone surrogate', '\ud83cx', '?x'],
    ['long', 'x'.repeat(1_000_000), 'x'.repeat(60)],
    ['long in pairs', '🎫'.repeat(100), '🎫'.repeat(60)],
  ])('%s', (_name, name, shown) => {
    expect(shownName(name)).toBe(shown);
  });
});
