import { readRtf } from '../../../src/inbound/reading/rtf';
import { decompressRtf } from '../../../src/inbound/reading/rtf-compressed';
import { cpuTimeOf } from '../../support/cpu-time';

/** The examples of MS-OXRTFCP 3.1 and 3.2. */
const HELLO = '2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232' + '0af32068656c090020627705b06c647d0a800fa0';
const CROSSING = '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0';

test.each([
  [HELLO, '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n'],
  [CROSSING, '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}'],
  ['0e000000020000004d454c41000000007b7d00', '{}'],
])('%s is decompressed', (hex, rtf) => {
  expect(decompressRtf(Buffer.from(hex, 'hex'))?.toString('latin1')).toBe(rtf);
});

test('what is cut off anywhere gives what has arrived', () => {
  const whole = Buffer.from(HELLO, 'hex');
  for (let length = 0; length < whole.length; length++) {
    const found = decompressRtf(whole.subarray(0, length))?.toString('latin1');
    if (length < 12) expect(found).toBeUndefined();
    else expect('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n').toContain(found);
  }
});

test.each([
  ["{\\rtf1\\ansi\\ansicpg1252 Gr\\'fc\\'dfe\\par Ann\\tab x\\line\\{y\\}\\~\\\\z}", 'Grüße\nAnn\tx\n{y}\u00a0\\z'],
  [
    "{\\rtf1\\ansi\\deff1{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}{\\f1\\'cf\\'f0\\'e8}\\f0 \\'e9\\plain\\'cf}",
    'ПриéП',
  ],
  ["{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 Gothic;}}\\f0\\'83\\'65\\'83X\\'83g}", 'テスト'],
  ["{\\rtf1\\uc1\\u1055?\\u1088\\'f0\\u-10179 ?\\u-8704 ?{\\uc0\\u8364 5}}", 'Пр😀€5'],
  [
    '{\\rtf1{\\*\\generator Riched20;}{\\info{\\title No}}{\\pict 0102}{\\stylesheet{\\s0 Normal;}}Yes{\\b  bold}\\constructor\r\n!}',
    'Yes bold!',
  ],
  ['{\\rtf1{{{ open \\', ' open '],
  ['}}} closed', ' closed'],
])('the text of %s', (rtf, plain) => {
  expect(readRtf(Buffer.from(rtf, 'latin1'))).toEqual({ plain, html: null });
});

test('HTML from which Outlook has made RTF', () => {
  const rtf =
    '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\uc1\\pard\\plain\\deftab360 \\f0\\fs24 ' +
    '{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}\\htmlrtf \\lang1033 \\htmlrtf0 {\\*\\htmltag64 <p class="a">}\\htmlrtf {\\htmlrtf0 ' +
    "Gr\\'fc\\'dfe{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 & <Nils>{\\*\\mhtmltag64 <p>}\\par {\\*\\htmltag116 <br>\\par }\\htmlrtf \\line\\htmlrtf0 " +
    '\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\htmltag58 </body>}}';
  expect(readRtf(Buffer.from(rtf, 'latin1'))).toEqual({
    plain: null,
    html: '<html><body><p class="a">Grüße&nbsp;&amp; &lt;Nils&gt;\n<br>\n</p></body>',
  });
});

test('RTF of any depth and length takes no time', () => {
  const readAll = () => {
    for (const piece of ['{', '}', '\\', "\\'e4", '\\par', '{\\*\\htmltag x}', '\\u1 ', 'a\n'])
      readRtf(Buffer.from(`{\\rtf1\\fromhtml1${piece.repeat(2_000_000 / piece.length)}`, 'latin1'));
  };
  expect(cpuTimeOf(readAll)).toBeLessThan(10_000);
});
