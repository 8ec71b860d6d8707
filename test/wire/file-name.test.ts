import { cleanFileName } from '../../src/wire/attachments';
import { cpuTimeOf } from '../support/cpu-time';

describe('cleanFileName', () => {
  test.each([
    ['a plain name', 'report 2024.pdf', 'report 2024.pdf'],
    ['other scripts', 'два 日本.txt', 'два 日本.txt'],
    ['emoji', '🎫.png', '🎫.png'],
    ['composed', 'e\u0301.png', 'é.png'],
    ['a path', '../../etc/passwd', 'passwd'],
    ['a Windows path', 'C:\\dir\\win.txt', 'win.txt'],
    ['both separators', 'a\\b/c\\d.txt', 'd.txt'],
    ['a path without a name', 'dir/', 'file'],
    ['a header injection', 'a\r\nSet-Cookie: x=y.txt', 'aSet-Cookie: x=y.txt'],
    ['NUL and controls', 'a\0b\u007fc\u0085.txt', 'abc.txt'],
    ['direction marks', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['isolates', '\u2066a\u2069.txt', 'a.txt'],
    ['zero-width characters', 'a\u200b\u200d\ufeff\u2060.txt', 'a.txt'],
    ['line separators', 'a\u2028b\u2029.txt', 'ab.txt'],
    ['half a surrogate pair', 'a\ud83c.txt', 'a.txt'],
    ['a hidden file', '.htaccess', 'htaccess'],
    ['dots only', '...', 'file'],
    ['the folder above', '..', 'file'],
    ['dots and spaces at the end', 'evil.exe. . ', 'evil.exe'],
    ['spaces around', '  a.txt  ', 'a.txt'],
    ['spaces only', '   ', 'file'],
    ['a dot behind a zero-width character', '\u200b.bashrc', 'bashrc'],
    ['nothing', '', 'file'],
    ['nothing that prints', '\u200b\u202e', 'file'],
  ])('%s', (_name, sent, clean) => {
    expect(cleanFileName(sent)).toBe(clean);
  });

  test.each([
    ['a long name', `${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
    ['a long name in two-byte letters', `${'я'.repeat(300)}.pdf`, `${'я'.repeat(98)}.pdf`],
    ['a long name in four-byte letters', `${'🎫'.repeat(300)}.pdf`, `${'🎫'.repeat(49)}.pdf`],
    ['no extension', 'a'.repeat(300), 'a'.repeat(200)],
    ['an extension too long to be one', `a.${'b'.repeat(300)}`, `a.${'b'.repeat(198)}`],
    ['exactly 200 bytes', `${'a'.repeat(196)}.pdf`, `${'a'.repeat(196)}.pdf`],
  ])('kept to 200 bytes: %s', (_name, sent, clean) => {
    expect(cleanFileName(sent)).toBe(clean);
  });

  test.each([
    ['dots', '.'.repeat(5_000_000)],
    ['spaces in between', `a${' '.repeat(5_000_000)}b`],
    ['accents on one letter', `a${'\u0301'.repeat(5_000_000)}`],
    ['slashes', '/'.repeat(5_000_000)],
  ])('millions of %s are cheap', (_name, sent) => {
    const clean = () => expect(Buffer.byteLength(cleanFileName(sent))).toBeLessThanOrEqual(200);
    expect(cpuTimeOf(clean)).toBeLessThan(1_000);
  });

  test('a clean name stays unchanged', () => {
    const clean = cleanFileName(`${'é '.repeat(300)}.tar.gz`);
    expect(cleanFileName(clean)).toBe(clean);
  });
});
