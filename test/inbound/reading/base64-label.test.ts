import iconv from 'iconv-lite';
import { readMade } from '../../support/made-mails';

const read = async (charset: string, body: string | Buffer) => {
  const type = `Content-Type: text/plain${charset === '' ? '' : `; charset=${charset}`}`;
  return (await readMade(`${type}\nContent-Transfer-Encoding: base64`, body)).text;
};

test.each([
  ['utf-8', 'Принтер не печатает.'],
  ['koi8-r', 'Принтер\nне печатает.'],
  ['utf-8', '打印机不能使用'],
  ['gb18030', '打印机不能使用。'],
  ['shift_jis', 'プリンタが動きません。'],
  ['iso-2022-jp', 'プリンタが動きません。'],
  ['utf-8', 'Bitte\nanrufen'],
  ['iso-8859-1', 'Bitte\nanrufen'],
  ['', 'Bitte anrufen'],
  ['iso-8859-1', 'Rückruf\nerbeten'],
  ['utf-8', 'Test'],
  ['us-ascii', 'Hilfe'],
  ['utf-8', 'Danke!'],
  ['utf-8', 'See https://desk.example.com/a/very/long/address/that/somebody/has/copied/here.html'],
  ['utf-8', '<b>Hallo</b>'],
])('in %s, the words %j under the label of base64', async (charset, words) => {
  const encoding = charset === 'iso-2022-jp' ? null : charset || 'utf-8';
  const bytes = encoding === null ? JIS : iconv.encode(words, encoding);
  expect(await read(charset, bytes)).toBe(words);
});

const JIS = Buffer.from('GyRCJVclaiVzJT8kLEYwJC0kXiQ7JHMhIxsoQg==', 'base64');

const LONG = 'Größe und Straße: die Schränke für Nils Ärmel.\n'.repeat(30);

test.each([
  ['utf-8', 'Größe'],
  ['utf-8', 'ok'],
  ['utf-8', LONG],
  ['koi8-r', 'Принтер'],
  ['koi8-r', 'Принтер не печатает. '.repeat(20)],
  ['iso-8859-1', LONG],
  ['gb18030', '打印机不能使用。'.repeat(50)],
  ['utf-16le', 'Übergröße '.repeat(40)],
])('in %s, base64 in lines of any length', async (charset, words) => {
  const encoded = iconv.encode(words, charset).toString('base64');
  for (const length of [encoded.length, 76, 72, 64, 61]) {
    const lines = encoded.replace(new RegExp(`.{${length}}`, 'g'), '$&\n');
    expect(await read(charset, lines)).toBe(words.trim());
    expect(await read(charset, lines.replace(/=+\n?$/, ''))).toBe(words.trim());
  }
});

test('base64 under a label that is wrong about the characters', async () => {
  expect(await read('utf-8', iconv.encode(LONG, 'latin1').toString('base64'))).toBe(LONG.trim());
});

const FOOTER =
  '\n-- \nYou get this mail because you are on the list.\nhttps://list.example.com/options\n_____________________\n';

test.each([
  ['utf-8', 'プリンタが燃えています。助けてください。'.repeat(3)],
  ['utf-8', 'Größe 5, bitte sofort!'],
  ['iso-8859-1', 'Der Drucker geht nicht, bitte rufen Sie an. '.repeat(6)],
])('words below base64 in %s stay as they are, with and without padding', async (charset, words) => {
  for (const end of ['.', '.?', '.?!']) {
    const encoded = iconv.encode(words + end, charset).toString('base64');
    const lines = encoded.replace(/.{76}/g, '$&\n').trimEnd();
    expect(await read(charset, `${lines}\n${FOOTER}`)).toBe(`${words}${end}\n${FOOTER.trimEnd()}`);
  }
});
