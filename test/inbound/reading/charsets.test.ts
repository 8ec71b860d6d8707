import iconv from 'iconv-lite';
import { readMail } from '../../../src/inbound/reading/read';
import { readMade } from '../../support/made-mails';

const WORDS: [charset: string, encoding: string, words: string][] = [
  ['euc-jp', 'euc-jp', 'プリンタが動きません。至急お願いします。'],
  ['Shift_JIS', 'shift_jis', 'プリンタが動きません。①㈱'],
  ['windows-31j', 'shift_jis', 'プリンタが動きません。'],
  ['big5', 'big5-hkscs', '印表機無法使用。'],
  ['GB18030', 'gb18030', '打印机不能使用。請寄發票😀'],
  ['gbk', 'gb18030', '打印机不能使用。'],
  ['euc-kr', 'cp949', '프린터가 작동하지 않습니다.'],
  ['ks_c_5601-1987', 'cp949', '똠방각하 프린터'],
  ['koi8-r', 'koi8-r', 'Принтер не печатает.'],
  ['koi8-u', 'koi8-u', 'Принтер не працює, їжак'],
  ['windows-1251', 'windows-1251', 'Принтер не печатает — «срочно»'],
  ['iso-8859-5', 'iso-8859-5', 'Принтер не печатает.'],
  ['ibm866', 'cp866', 'Принтер не печатает.'],
  ['iso-8859-2', 'iso-8859-2', 'Zażółć gęślą jaźń'],
  ['cp-1250', 'windows-1250', 'Příliš žluťoučký kůň'],
  ['iso-8859-15', 'iso-8859-15', 'Prix 50 € cœur'],
  ['iso-8859-9', 'windows-1254', 'Yazıcı çalışmıyor €'],
  ['iso-8859-7', 'iso-8859-7', 'Ο εκτυπωτής δεν λειτουργεί'],
  ['iso-8859-8-i', 'iso-8859-8', 'המדפסת לא עובדת'],
  ['windows-1255', 'windows-1255', 'המדפסת לא עובדת'],
  ['windows-1256', 'windows-1256', 'الطابعة لا تعمل'],
  ['tis-620', 'windows-874', 'เครื่องพิมพ์ไม่ทำงาน'],
  ['x-mac-roman', 'macintosh', 'Größe “été” ñ'],
  ['utf-7', 'utf-7', 'Grüße, 5 €'],
  ['utf-16be', 'utf-16be', 'Übergröße 😀'],
  ['"utf8"', 'utf8', 'Übergröße 😀'],
];

test.each(WORDS)('%s in the text, the subject and a file name', async (charset, encoding, words) => {
  const bytes = iconv.encode(words, encoding);
  const word = `=?${charset.replaceAll('"', '')}?B?${bytes.toString('base64')}?=`;
  const headers = `Subject: ${word}\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: base64`;
  const mail = await readMade(headers, bytes.toString('base64'));
  expect([mail.subject, mail.text]).toEqual([words, words]);

  const percents = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const named = `Content-Type: application/pdf\nContent-Disposition: attachment; filename*=${charset.replaceAll('"', '')}''${percents}.pdf`;
  if (encoding.startsWith('utf-16')) return;
  const [file] = (await readMade(named, '%PDF')).files;
  expect(file?.name).toBe(`${words.normalize('NFC')}.pdf`);
});

test.each(WORDS)('a subject in %s, cut within a character', async (charset, encoding, words) => {
  const bytes = iconv.encode(words, encoding);
  const pieces = [bytes.subarray(0, 5), bytes.subarray(5)].map((piece) => piece.toString('base64'));
  const subject = pieces.map((piece) => `=?${charset.replaceAll('"', '')}?B?${piece}?=`).join('\n ');
  expect((await readMade(`Subject: ${subject}`, 'x')).subject).toBe(words);
});

test.each([
  ['windows-1252', 'Schöne Grüße aus Köln'],
  ['windows-1252', 'Rødgrød med fløde'],
  ['windows-1252', 'Niño, mañana por la mañana'],
  ['windows-1252', 'It’s “50 €” – not 60…'],
  ['windows-1250', 'Drukarka nie działa, proszę o pomoc'],
  ['iso-8859-2', 'Zażółć gęślą jaźń'],
  ['windows-1251', 'Здравствуйте! У нас не работает принтер.'],
  ['koi8-r', 'Принтер не печатает.'],
  ['windows-1253', 'Ο εκτυπωτής δεν λειτουργεί'],
  ['windows-1255', 'שלום, המדפסת לא עובדת'],
  ['windows-1256', 'مرحبا، الطابعة لا تعمل'],
  ['windows-1254', 'Yazıcı çalışmıyor, lütfen yardım edin.'],
  ['windows-874', 'เครื่องพิมพ์ไม่ทำงาน'],
  ['shift_jis', 'テスト'],
  ['shift_jis', 'ご注文ありがとうございます。'],
  ['euc-jp', 'プリンタが動きません。'],
  ['gb18030', '请寄发票给我,谢谢。'],
  ['big5', '印表機無法使用。'],
  ['cp949', '안녕하세요'],
  ['utf8', 'Schöne Grüße 🙏'],
])('%s is guessed without a label, with an unknown one, and labelled UTF-8: %s', async (encoding, words) => {
  const bytes = iconv.encode(words, encoding);
  for (const type of ['text/plain', 'text/plain; charset=x-unknown', 'text/plain; charset=utf-8']) {
    expect((await readMade(`Content-Type: ${type}`, bytes)).text).toBe(words);
  }
});

test.each([
  ['UTF-8 under a label of Latin-1', 'text/plain; charset=iso-8859-1', Buffer.from('Größe 🙏'), 'Größe 🙏'],
  ['UTF-8 under a label of ASCII', 'text/plain; charset=us-ascii', Buffer.from('Größe'), 'Größe'],
  ['UTF-8 under a Chinese label', 'text/plain; charset=gb2312', Buffer.from('打印机不能使用'), '打印机不能使用'],
  ['Latin-1 under a label of ASCII', 'text/plain; charset=us-ascii', Buffer.from('Größe', 'latin1'), 'Größe'],
  ['JIS under a label of UTF-8', 'text/plain; charset=utf-8', Buffer.from('\x1b$B%F%9%H\x1b(B'), 'テスト'],
  [
    'Shift_JIS under one of JIS',
    'text/plain; charset=iso-2022-jp',
    iconv.encode('プリンタが', 'shift_jis'),
    'プリンタが',
  ],
  ['a label that is no character set', 'text/plain; charset=base64', Buffer.from('Größe'), 'Größe'],
  ['a byte order mark', 'text/plain; charset=utf-8', Buffer.from('\ufeffHi'), 'Hi'],
  ['half a character of UTF-16', 'text/plain; charset=utf-16le', Buffer.from('a\ud83db', 'utf16le'), 'ab'],
  ['Korean in seven bits', 'text/plain; charset=iso-2022-kr', Buffer.from('\x1b$)C\x0e>H3g\x0f ok'), '안녕 ok'],
  ['Chinese in seven bits', 'text/plain; charset=hz-gb-2312', Buffer.from('~{4rS!~} ok ~~'), '打印 ok ~'],
  ['half-width katakana', 'text/plain; charset=iso-2022-jp', Buffer.from('\x1b(I1@\x1b(B'), 'ｱﾀ'],
  [
    'a page that names its set',
    'text/html',
    Buffer.from('<meta charset=windows-1251><p>\xcf\xf0\xe8', 'latin1'),
    'При',
  ],
  ['a page that is wrong about it', 'text/html; charset=utf-8', Buffer.from('<meta charset=latin1>Größe'), 'Größe'],
  ['markup in UTF-7', 'text/plain; charset=utf-7', Buffer.from('+ADw-script+AD4-'), '<script>'],
])('%s', async (_what, type, body, words) => {
  const mail = await readMade(`Content-Type: ${type}`, body);
  expect(mail.text).toBe(words);
});

test.each([
  ['a stray sign', 'base64', 'SGVs*bG8g\nd29y\n!!bGQ', 'Hello world'],
  ['padding in the middle', 'base64', 'SGVsbG8=\nIHdvcmxk', 'Hello world'],
  [
    'words below it',
    'base64',
    'SGVsbG8=\n\nList footer: see http://list.example',
    'Hello\n\nList footer: see http://list.example',
  ],
  [
    'no base64 at all',
    'base64',
    'Hello, this is not encoded at all. Read it.',
    'Hello, this is not encoded at all. Read it.',
  ],
  ['blanks after a soft break', 'quoted-printable', 'a= \nb =ZZ =3D =', 'ab =ZZ ='],
  ['quotes around the encoding', '"Quoted-Printable" ;', 'a=3Db', 'a=b'],
  ['the encoding of UUCP', 'x-uuencode', 'begin 644 a.txt\n+:&5L;&\\@=V]R;&0\n`\nend', 'hello world'],
  ['an encoding that nobody knows', 'x-zip', 'As it is', 'As it is'],
])('%s: nothing is lost', async (_what, encoding, body, words) => {
  const mail = await readMade(`Content-Type: text/plain\nContent-Transfer-Encoding: ${encoding}`, body);
  expect(mail.text).toBe(words);
});

test.each([
  ['=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?=', 'Größe'],
  ['=?utf-8?Q?=C3?= =?utf-8?B?pA==?=', 'ä'],
  ['=?utf-8?Q?=C3=A4?= =?iso-8859-1?Q?=F6?=', 'äö'],
  ['=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
  ['Re:=?utf-8?Q?_Gr=C3=B6=C3=9Fe?=x', 'Re: Größex'],
  ['"=?utf-8?Q?Gr=C3=B6=C3=9Fe?="', '"Größe"'],
  ['=?utf-8?Q?abc =?utf-8?Q?def?=', '=?utf-8?Q?abc def'],
  ['=?utf-8?X?abc?= d', '=?utf-8?X?abc?= d'],
  ['=?x-nobody?Q?Gr=F6=DFe?=', 'Größe'],
  ['Gr\xf6\xdfe', 'Größe'],
  ['\x1b$B%F%9%H\x1b(B', 'テスト'],
  ['=?utf-8?Q?one_=0A_=0A_=0D_two?=', 'one two'],
  ['=?utf-8?Q?one=0D=0A_two=00=09three=E2=80=AE?=', 'one two three'],
])('the subject %j', async (subject, words) => {
  expect((await readMade(`Subject: ${subject}`, 'x')).subject).toBe(words);
});

test('broken lines are joined, quoted ones too, and a signature stays', async () => {
  const body = 'これは \n一行です。\n> quoted \n> line\n From here\n-- \nNils';
  const mail = await readMade('Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes', Buffer.from(body));
  expect(mail.text).toBe('これは一行です。\n> quotedline\nFrom here\n-- \nNils');
});

test.each([
  ['windows-1251', 'Иван', 'Принтер не работает'],
  ['koi8-r', 'Иван', 'Принтер не работает'],
  ['gb18030', '王小明', '打印机坏了，请帮忙'],
  ['shift_jis', '佐藤', 'プリンタが燃えています。助けてください'],
  ['windows-1252', 'Jürgen Öl', 'Größe: ÄÖÜäöüß?'],
])('headers in %s that say so nowhere', async (charset, name, subject) => {
  const head = iconv.encode(`From: ${name} <n@e.example>\r\nSubject: ${subject}`, charset);
  const mail = await readMail(Buffer.concat([head, Buffer.from('\r\n\r\nx')]));
  expect([mail.author?.name, mail.subject]).toEqual([name, subject]);
});

/** `日本語`, without the return to ASCII. */
const JAPANESE = '\x1b$BF|K\\8l';

test.each([
  ['and ASCII follows', `${JAPANESE}\r\nplain words\r\n${JAPANESE}\x1b(B end`, '日本語\nplain words\n日本語 end'],
  ['and Japanese goes on', `${JAPANESE}\r\n${JAPANESE.slice(3)}\r\n\r\nodd`, '日本語\n日本語\n\nodd'],
  ['at the end of the mail', `Hi\r\n${JAPANESE}`, 'Hi\n日本語'],
])('ISO-2022-JP that does not return to ASCII before a line ends, %s', async (_title, body, text) => {
  const mail = await readMade('Content-Type: text/plain; charset=ISO-2022-JP', body);
  expect(mail.text).toBe(text);
});

test.each(['utf-8', 'cesu-8'])('characters of two surrogates in CESU-8, called %s', async (charset) => {
  const bytes = iconv.encode('héllo 😀 wörld', 'cesu8');
  const headers = `Subject: =?${charset}?B?${bytes.toString('base64')}?=\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: base64`;
  const mail = await readMade(headers, bytes.toString('base64'));
  expect([mail.subject, mail.text]).toEqual(Array(2).fill('héllo 😀 wörld'));
});
