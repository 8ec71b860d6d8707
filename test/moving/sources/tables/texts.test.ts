import { cleanHtml, cleanText, type Repair, readBytes } from '../../../../src/moving/sources/tables/texts';

const ENCODED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

/** PHP's htmlspecialchars with ENT_QUOTES. */
const encode = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENCODED[letter] ?? letter);

/** What a table declared as latin1 holds of UTF-8, and a client that asks for UTF-8 gets. */
const encodeTwice = (text: string): string =>
  [...Buffer.from(text)].map((byte) => new TextDecoder('windows-1252').decode(Buffer.from([byte]))).join('');

const TYPED = [
  'Tom & Co',
  'use &amp; in HTML, not &',
  '&amp;',
  '&lt;b&gt; is how you write <b>',
  `"quoted" and 'single'`,
  'https://example.com/?a=1&b=2',
  'no entity: AT&T; R&D',
  '&amp;amp;',
  'Käse & Brot',
];

test.each(TYPED)('takes the entities out of %j once', (text) => {
  expect(cleanText(encode(text))).toBe(text);
});

// The others have nothing that tells how they were stored.
test.each(TYPED.filter((text) => !/^(&amp;)(amp;)?$/.test(text)))('keeps %j, which was stored as typed', (text) => {
  expect(cleanText(text)).toBe(text);
});

test('decodes entities that WHMCS itself does not write', () => {
  expect(cleanText('Gr&uuml;&szlig;e &#8364;&#x20AC;')).toBe('Grüße €€');
});

test.each([
  ['Käse', 'Käse'],
  ['€ 5 – “quoted” …', '€ 5 – “quoted” …'],
  ['Ärger, Öl, Übung, ß', 'Ärger, Öl, Übung, ß'],
  ['Привет', 'Привет'],
  ['日本語 😀', '日本語 😀'],
  ['à', 'à'],
])('reads %j that was encoded twice, or three times', (text, clean) => {
  expect(cleanText(encodeTwice(text))).toBe(clean);
  expect(cleanText(encodeTwice(encodeTwice(text)))).toBe(clean);
});

test.each(['NÃO', 'São Paulo', 'Â', 'Citroën DÂ', '20° in Århus', '«À la carte» à Paris', 'KÃ¤se means Käse', 'Ã'])(
  'keeps %j, which only looks a little as if it was encoded twice',
  (text) => {
    expect(cleanText(text)).toBe(text);
  },
);

test('undoes what PHP does to UTF-8 with utf8_encode', () => {
  const byPhp = Buffer.from('“Käse”').toString('latin1');
  expect(cleanText(byPhp)).toBe('“Käse”');
});

test('ends lines with a line feed, and leaves out NUL and half letters', () => {
  const repairs: Repair[] = [];
  expect(cleanText('a\r\nb\rc\n\0d\ud800', (repair) => repairs.push(repair))).toBe('a\nb\nc\nd\ufffd');
  expect(repairs).toEqual(['invalid']);
});

test('looks for entities and letters when NULs no longer stand in them', () => {
  expect(cleanText('O&#\u0000039;Neil')).toBe("O'Neil");
  expect(cleanText('K\u00c3\u0000\u00a4se')).toBe('Käse');
});

test('says what it repaired', () => {
  const repairs: Repair[] = [];
  cleanText(encodeTwice('Käse &amp; Brot'), (repair) => repairs.push(repair));
  expect(repairs).toEqual(['double-encoded', 'entities']);
});

test.each<[string, number[], string]>([
  ['UTF-8', [...Buffer.from('Käse 😀')], 'Käse 😀'],
  ['Windows-1252', [0x4b, 0xe4, 0x73, 0x65, 0x20, 0x80], 'Käse €'],
  ['both', [...Buffer.from('ä'), 0xe4, 0x20, ...Buffer.from('😀'), 0xf0, 0x9f], 'ää 😀ðŸ'],
  ['the letter that stands for what cannot be read', [...Buffer.from('\ufffd')], '\ufffd'],
  ['a surrogate', [0xed, 0xa0, 0x80], 'í\u00a0€'],
])('reads bytes of %s', (_name, bytes, text) => {
  expect(readBytes(Buffer.from(bytes))).toBe(text);
});

test('keeps the entities of HTML, unless its tags are encoded, too', () => {
  expect(cleanHtml('<p>Tom &amp; Co</p>')).toBe('<p>Tom &amp; Co</p>');
  expect(cleanHtml('&lt;p&gt;Tom &amp;amp; Co&lt;/p&gt;')).toBe('<p>Tom &amp; Co</p>');
  expect(cleanHtml('Tom &amp; Co')).toBe('Tom &amp; Co');
});
