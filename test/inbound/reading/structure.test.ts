import type { ReceivedMail } from '../../../src/inbound/reading/mail';
import { readMail } from '../../../src/inbound/reading/read';
import { readMade, readParts } from '../../support/made-mails';

const shape = ({ text, files, flags }: ReceivedMail) => ({
  text,
  files: files.map(({ name, isInline }) => (isInline ? `${name} in place` : name)),
  flags,
});

const PGP = '-----BEGIN PGP';

test.each<[string, () => Promise<ReceivedMail>, string, string[], string[]]>([
  [
    'OpenPGP beside the text',
    () =>
      readParts(
        ['Content-Type: text/plain\n\nHello', 'Content-Type: application/pgp-signature; name="signature.asc"\n\nx'],
        'signed',
      ),
    'Hello',
    [],
    ['signed'],
  ],
  [
    'OpenPGP around the text',
    () =>
      readMade(
        '',
        `${PGP} SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n- -- dash\n${PGP} SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n`,
      ),
    'Hello\n-- dash',
    [],
    ['signed'],
  ],
  [
    'what OpenPGP has encrypted',
    () =>
      readParts(
        [
          'Content-Type: application/pgp-encrypted\n\nVersion: 1',
          'Content-Type: application/octet-stream; name="encrypted.asc"\n\nx',
        ],
        'encrypted',
      ),
    '',
    ['encrypted.asc'],
    ['encrypted'],
  ],
  [
    'what OpenPGP has encrypted, after Exchange',
    () =>
      readParts([
        'Content-Type: text/plain\n\n',
        'Content-Type: application/pgp-encrypted; name="PGPMIME version"\n\nVersion: 1',
        'Content-Type: application/octet-stream; name="encrypted.asc"\n\nx',
      ]),
    '',
    ['PGPMIME version.asc', 'encrypted.asc'],
    ['encrypted'],
  ],
  [
    'what OpenPGP has encrypted, under another name',
    () =>
      readParts(
        ['Content-Type: application/pgp-encrypted\n\nVersion: 1', 'Content-Type: application/octet-stream\n\nx'],
        'encrypted',
      ),
    '',
    ['encrypted.asc'],
    ['encrypted'],
  ],
  [
    'what S/MIME has encrypted, under another name',
    () => readMade('Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime', 'x'),
    '',
    ['smime.p7m'],
    ['encrypted'],
  ],
  [
    'a digest of mails',
    () => readParts(['\nSubject: One\n\nfirst', '\nSubject: Two\n\nsecond'], 'digest'),
    '',
    ['One.eml', 'Two.eml'],
    ['empty-body'],
  ],
  [
    'a mail attached in base64',
    () =>
      readParts([
        '\nSee below.',
        `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe a/b?=\r\n\r\nx').toString('base64')}`,
      ]),
    'See below.',
    ['Größe a-b.eml'],
    [],
  ],
  [
    'a mail attached under a name that is no file name',
    () => readParts(['\nSee below.', 'Content-Type: message/rfc822; name="Forwarded message"\n\nSubject: In\n\nx']),
    'See below.',
    ['Forwarded message.eml'],
    [],
  ],
  [
    'the headers of a mail',
    () =>
      readParts([
        '\nSee below.',
        'Content-Type: text/rfc822-headers\nContent-Disposition: attachment; filename=headers.txt\n\nSubject: In',
        'Content-Type: message/rfc822-headers; name=headers\n\nSubject: In',
      ]),
    'See below.',
    ['headers.txt', 'headers.txt'],
    [],
  ],
  [
    'pictures in place and beside',
    () =>
      readParts(
        [
          'Content-Type: text/html\n\n<p>A<img src="cid:a%40b"></p>',
          'Content-Type: image/png\nContent-ID: <a@b>\n\nx',
          'Content-Type: image/gif; name=b.gif\nContent-ID: <c@d>\n\nx',
        ],
        'related',
      ),
    'A',
    ['attachment-1.png in place', 'b.gif'],
    [],
  ],
  [
    'HTML, a file, HTML and a footer',
    () =>
      readParts([
        'Content-Type: text/html\n\n<p>A</p>',
        'Content-Type: application/pdf; name=x.pdf\n\nx',
        'Content-Type: text/html\n\n<p>B</p>',
        '\n<footer>',
      ]),
    'A\n\nB\n\n<footer>',
    ['x.pdf'],
    [],
  ],
  [
    'a wrong boundary',
    () =>
      readMade(
        'Content-Type: multipart/mixed; boundary=other',
        '--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: application/pdf; name=x.pdf\n\nx\n--b--',
      ),
    'Hello',
    ['x.pdf'],
    ['malformed'],
  ],
  [
    'no parts in a multipart',
    () => readMade('Content-Type: multipart/mixed; boundary=other', 'Just words.\n-- \nNils'),
    'Just words.\n-- \nNils',
    [],
    ['malformed'],
  ],
  [
    'an unclosed inner part',
    () =>
      readMade(
        'Content-Type: multipart/mixed; boundary=b',
        '--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nplain\n--c\nContent-Type: text/html\n\n<p>rich\n--b\nContent-Type: text/csv; name=a.csv\n\nx\n--b--',
      ),
    'plain',
    ['a.csv'],
    ['malformed'],
  ],
  ['a part without an empty line', () => readParts(['Hello there\nsecond']), 'Hello there\nsecond', [], []],
  [
    'parts behind the end',
    () =>
      readMade(
        'Content-Type: multipart/mixed; boundary=b',
        '--b\n\none\n--b--\n--b\nContent-Type: text/csv; name=a.csv\n\nx\n--b--',
      ),
    'one',
    ['a.csv'],
    ['malformed'],
  ],
  [
    'parts for watches and moving pages',
    () =>
      readParts(
        ['\nplain', 'Content-Type: text/x-amp-html\n\n<html amp4email>', 'Content-Type: text/html\n\n<p>rich'],
        'alternative',
      ),
    'plain',
    [],
    [],
  ],
  [
    'a blank plain part',
    () =>
      readParts(
        [
          'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=C2=A0',
          'Content-Type: text/html\n\n<p>rich',
        ],
        'alternative',
      ),
    'rich',
    [],
    [],
  ],
  [
    'an answer to an invitation',
    () => readMade('Content-Type: text/calendar; method=REPLY', 'BEGIN:VCALENDAR'),
    '',
    ['attachment-1.ics'],
    ['empty-body'],
  ],
  [
    'a file of the Macintosh',
    () =>
      readParts(
        ['Content-Type: application/applefile; name=p.jpg\n\nx', 'Content-Type: image/jpeg; name=p.jpg\n\nxyz'],
        'appledouble',
      ),
    '',
    ['p.jpg'],
    ['empty-body'],
  ],
  [
    'files without names',
    () =>
      readParts([
        '\nx',
        'Content-Type: text/vcard\n\nBEGIN:VCARD',
        'Content-Type: application/octet-stream\n\nx',
        'Content-Type: image/jpeg\nContent-Disposition: inline\n\nx',
      ]),
    'x',
    ['attachment-1.vcf', 'attachment-2.bin', 'attachment-3.jpg'],
    [],
  ],
  [
    'odd types',
    () =>
      readParts([
        'Content-Type: text/plain charset=utf-8\n\n\xc3\xa4',
        'Content-Type: HTML\n\n<p>b',
        'Content-Type: text/enriched\n\n<bold>c</bold>',
      ]),
    'ä\n\nb\n\nc',
    [],
    [],
  ],
  [
    'brackets in enriched text',
    () =>
      readParts([
        'Content-Type: text/enriched\n\nis <<the time>> for <bold>a</bold> <color><param>red</param>b</color>, 1 <<<< 2',
        'Content-Type: text/enriched\n\nmail <nils@example.org> if x < 5 and y > 7',
        'Content-Type: text/richtext\n\nis <lt>the time> for <bold>a</bold><nl>b',
      ]),
    'is <the time>> for a b, 1 << 2\n\nmail <nils@example.org> if x < 5 and y > 7\n\nis <the time> for a\nb',
    [],
    [],
  ],
  [
    'a piece of a mail',
    () => readMade('Content-Type: message/partial; id=x; number=1', 'Subject: In\n\nx'),
    '',
    ['attachment-1.eml'],
    ['empty-body'],
  ],
  ['an empty mail', () => readMail(Buffer.alloc(0)), '', [], ['empty-body']],
  ['a mail without headers', () => readMail(Buffer.from('no header at all')), 'no header at all', [], []],
  [
    'a mail with CR alone',
    () => readMail(Buffer.from('From: n@e.example\rSubject: S\r\rHi\rthere')),
    'Hi\nthere',
    [],
    [],
  ],
])('%s', async (_what, read, text, files, flags) => {
  expect(shape(await read())).toEqual({ text, files, flags });
});

test('attached mails and files are kept byte for byte', async () => {
  const inner = 'Subject: In\r\nX: \t odd \r\n\r\n.\r\n\xe9 \0\n';
  const mail = await readParts(['\nx', `Content-Type: message/rfc822\n\n${inner.replaceAll('\r\n', '\n')}`]);
  expect(mail.files[0]?.content.toString('latin1')).toBe(inner.replace(/\n$/, '\r\n').replace(/\r?\n/g, '\r\n'));
});

test.each([
  ['name=Gr\xc3\xb6\xc3\x9fe.pdf', 'Größe.pdf'],
  ['name=Gr\xf6\xdfe.pdf', 'Größe.pdf'],
  ['name="C:\\Users\\ann\\a.pdf"', 'a.pdf'],
  ['name="a\\"b.pdf"', 'a"b.pdf'],
  ['name*0="=?utf-8?Q?Gr=C3=B6"; name*1="=C3=9Fe?=.pdf"', 'Größe.pdf'],
  ["name*1*=%C3%9Fe.pdf; name*0*=utf-8''Gr%C3%B6", 'Größe.pdf'],
  ["name*=''Gr%C3%B6%C3%9Fe.pdf; name=other.pdf", 'Größe.pdf'],
  ["name*=utf-8''%00%0d%0aevil%2e%2e%2f%2e%2e%2fb.pdf", 'b.pdf'],
  [`name="${'x'.repeat(400)}.pdf"`, `${'x'.repeat(196)}.pdf`],
  ['name=""', 'attachment-1.pdf'],
  ['name=a, b.pdf', 'a, b.pdf'],
])('the file name %s', async (parameter, name) => {
  const inType = await readParts([`Content-Type: application/pdf; ${parameter}\n\nx`]);
  const inDisposition = await readParts([
    `Content-Type: application/pdf; name=second.pdf\nContent-Disposition: attachment; ${parameter.replaceAll('name', 'filename')}\n\nx`,
  ]);
  expect(inType.files[0]?.name).toBe(name);
  expect(inDisposition.files[0]?.name).toBe(name === 'attachment-1.pdf' ? 'second.pdf' : name);
});

test.each([
  [200, 20, ['a.csv', 'b.csv'], []],
  [200, 1, ['a.csv'], [{ name: 'b.csv', because: 'too many', size: 3 }]],
  [
    2,
    20,
    [],
    [
      { name: 'a.csv', because: 'too large', size: 3 },
      { name: 'b.csv', because: 'too large', size: 3 },
    ],
  ],
])('of files up to %i bytes and %i of them', async (fileBytes, files, kept, leftOut) => {
  const parts = ['a', 'b'].map(
    (name) => `Content-Type: text/csv; name=${name}.csv\nContent-Transfer-Encoding: base64\n\nYTti`,
  );
  const mail = await readParts(['\nx', ...parts], 'mixed', { files, fileBytes });
  expect(mail.files.map(({ name }) => name)).toEqual(kept);
  expect(mail.leftOut).toMatchObject(leftOut);
});

test.each([
  ['<p>See <a href="https://a.example/x?b=1&amp;c=2">the list</a>.</p>', 'See the list (https://a.example/x?b=1&c=2).'],
  ['<a href="https://a.example/">a.example</a> <a href="mailto:b@c.example">b@c.example</a>', 'a.example b@c.example'],
  ['<a href="javascript:alert(1)">go</a>', 'go'],
  ['<ol start=3><li>x</li><li>y</li></ol><ul><li>z</ul>', '3. x\n4. y\n\n- z'],
  ['<div>a</div><div><br></div><div>b<br>c</div>', 'a\n\nb\nc'],
  ['<pre>a  b\n\n  c</pre>d', 'a  b\n\n  c\n\nd'],
  ['a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e', 'a\n\n> b\n> c\n>\n> > d\n\ne'],
  ['<p style="display:none">hidden</p><p>seen</p>', 'seen'],
  ['<p style="font-size:0">hidden <b>too</b></p><p>seen</p>', 'seen'],
  ['<p style="font:0/0 a">hidden</p><p>seen</p>', 'seen'],
  ['<p style="max-height:0px;overflow:hidden"><b style="font-size:9pt">hidden</b></p><p>seen</p>', 'seen'],
  ['<td style="font-size:0px;padding:0">hid<div style="font-size:13px">seen <b>too</b></div>den</td>', 'seen too'],
  ['<td style="font-size:0"><p style="font:700 14px/1 Arial">seen<i style="font-size:0">hidden</i></p></td>', 'seen'],
  ['<td style="font-size:0"><p style="font-size:100%">hidden</p><p style="font-size:1rem">seen</p></td>', 'seen'],
  ['<ul style="font-size:0"><li style="font-size:small">seen</li><li>hidden</li></ul>', '- seen'],
  ['<a style="mso-hide:all" href="https://a.example/">Confirm</a>', 'Confirm (https://a.example/)'],
  ['<p style="display:none">all of it</p>', 'all of it'],
  ['<style>p{}</style><script>x</script><title>t</title>a &amp; b &lt;c&gt;', 'a & b <c>'],
  ['ab&#x1;c <a href="https://a.example/&#10;&#2;">d</a>', 'abc d (https://a.example/)'],
  ['ok <img alt="👍" src="cid:x"> <img alt="Logo" src="cid:y">', 'ok 👍'],
])('the text of %s', async (html, text) => {
  expect((await readMade('Content-Type: text/html; charset=utf-8', Buffer.from(html))).text).toBe(text);
});

test('a mail of any depth is read', async () => {
  const levels = Array.from(
    { length: 500 },
    (_, level) => `Content-Type: multipart/mixed; boundary=x${level}\n\n--x${level}\n`,
  );
  expect((await readMade(levels.join('').trimEnd(), '\nInner')).text).toContain('Inner');
  const html = `${'<div>'.repeat(99_000)}deep${'</div>'.repeat(99_000)}`;
  expect((await readMade('Content-Type: text/html', html)).text).toBe('deep');
});

test('parts that are encoded as a whole are read', async () => {
  const body = '--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: text/csv; name=a.csv\n\nx\n--b--\n';
  const headers = 'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64';
  expect(shape(await readMade(headers, Buffer.from(body).toString('base64')))).toMatchObject({
    text: 'Hello',
    files: ['a.csv'],
  });
});

test.each([
  ['another text', ['Hello', 'Bye'], null, 'Hello\n\nBye'],
  ['the same text', ['Hello there', 'hello  there!'], null, 'Hello there'],
  ['the same text with the address of a link', ['See here', 'See [here](https://e.example/x)'], null, 'See here'],
  ['what the HTML says', ['Hello', 'Hello, and bye'], '<p>Hello, <b>and</b> bye</p>', 'Hello'],
  ['what the HTML does not say', ['Hello', 'Bye'], '<p>Hello</p>', 'Hello\n\nBye'],
  ['a text after an excuse', ['This mail is in HTML.', 'Bye'], '<p>Hello</p>', 'Bye'],
])('a second plain alternative with %s', async (_title, plain, html, text) => {
  const parts = plain.map((one) => `Content-Type: text/plain\n\n${one}`);
  const mail = await readParts(
    [...parts, ...(html === null ? [] : [`Content-Type: text/html\n\n${html}`])],
    'alternative',
  );
  expect(mail.text).toBe(text);
  if (html !== null && text.startsWith('Hello\n\n')) expect(mail.html).toContain('Bye');
});

const QUOTE = '<blockquote type="cite">Ask us anything you want to know.</blockquote>';

test.each([
  [
    'the first line of the HTML',
    'Hello',
    '<p>Hello</p><p>The printer burns in room 5.</p>',
    'Hello\n\nThe printer burns in room 5.',
  ],
  ['letters that nobody sees', '\u200b\u00a0\ufeff', '<p>Yes</p>', 'Yes'],
  [
    'an excuse',
    'Cannot be shown here.',
    '<p>The printer burns in room 5.</p>',
    'Cannot be shown here.\n\nThe printer burns in room 5.',
  ],
  ['a signature', '-- \nNils', '<p>The printer burns.</p><p>-- <br>Nils</p>', 'The printer burns.\n\n-- \nNils'],
  ['an emoji', '\u{1f44d}', '<p>\u{1f44d}</p>', '\u{1f44d}'],
  ['all but a quote', 'Hello there', `<p>Hello there</p>${QUOTE}`, 'Hello there'],
  [
    'all but a footer',
    'one two three four five six',
    '<p>one two three four five six</p><p>no viruses</p>',
    'one two three four five six',
  ],
  [
    'lines of its own',
    '\u30d7\u30ea\u30f3\u30bf\u304c\n\u71c3\u3048\u3066',
    '<p>\u30d7\u30ea\u30f3\u30bf\u304c\u71c3\u3048\u3066</p>',
    '\u30d7\u30ea\u30f3\u30bf\u304c\n\u71c3\u3048\u3066',
  ],
  [
    'a picture first',
    '[image: logo.png]\n\nThe printer burns.',
    '<img alt="logo.png"><p>The printer burns.</p><p>Bye</p>',
    '[image: logo.png]\n\nThe printer burns.',
  ],
])('a plain alternative of %s', async (_title, plain, html, text) => {
  const parts = [
    ['plain', plain],
    ['html', html],
  ].map(
    ([type, words]) => `Content-Type: text/${type}; charset=utf-8\n\n${Buffer.from(words ?? '').toString('latin1')}`,
  );
  expect((await readParts(parts, 'alternative')).text).toBe(text);
});

const uuencoded = (bytes: Buffer, empty = '`'): string => {
  const letter = (value: number): string => (value === 0 ? empty : String.fromCharCode(value + 0x20));
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 45) {
    const piece = bytes.subarray(at, at + 45);
    const padded = Buffer.concat([piece, Buffer.alloc(2)]);
    let line = letter(piece.length);
    for (let of = 0; of < piece.length; of += 3) {
      const value = padded.readUIntBE(of, 3);
      line += [18, 12, 6, 0].map((shift) => letter((value >> shift) & 63)).join('');
    }
    lines.push(line);
  }
  return [...lines, empty].join('\n');
};

describe('files that are written into a text by uuencode', () => {
  const bytes = Buffer.from(Array.from({ length: 300 }, (_none, at) => (at * 7) % 256));
  const zeros = Buffer.alloc(91);

  test.each([
    ['signs for zeros', uuencoded(bytes), bytes],
    ['blanks for zeros', uuencoded(zeros, ' '), zeros],
    ['blanks at the ends of lines that were lost', uuencoded(zeros, ' ').replace(/ +$/gm, ''), zeros],
    ['a letter to check each line by', uuencoded(bytes).replace(/(?<=..)$/gm, 'A'), bytes],
    ['no last line', uuencoded(bytes).replace(/\n`$/, ''), bytes],
  ])('%s: they are files of the mail', async (_how, written, content) => {
    const text = `The backup is done.\n\nbegin 644 backup log.txt\n${written}\nend\n\nBye`;
    const mail = await readMade('Subject: x', text);
    expect(mail.text.replace(/\n+/g, '\n')).toBe('The backup is done.\nBye');
    expect(mail.files).toMatchObject([{ name: 'backup log.txt', type: 'text/plain', content }]);
    expect(mail.flags).not.toContain('malformed');
  });

  test('there may be several', async () => {
    const file = (name: string) => `begin 600 ${name}\n${uuencoded(bytes)}\nend\n`;
    const mail = await readMade('Subject: x', `${file('a.pdf')}${file('a.pdf')}${file('b')}`);
    expect(mail.files.map(({ name }) => name)).toEqual(['a.pdf', 'a.pdf', expect.stringMatching(/^b/)]);
    expect(mail).toMatchObject({ text: '', flags: ['empty-body'] });
  });

  test.each([
    'begin 644 times and you get nowhere\nend',
    'begin 644 a.txt\nThis is no file, but words of somebody.\nend',
    `begin 644 a.txt\n${uuencoded(bytes)}`,
    `begin 644 a.txt\n${uuencoded(bytes)}\nand then\nend`,
    `> begin 644 a.txt\n> ${uuencoded(bytes).replaceAll('\n', '\n> ')}\n> end`,
  ])('words stay: %j', async (text) => {
    expect(await readMade('Subject: x', text)).toMatchObject({ text, files: [] });
  });
});
