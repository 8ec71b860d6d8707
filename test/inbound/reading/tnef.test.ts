import { readTnef } from '../../../src/inbound/reading/tnef';
import { readParts } from '../../support/made-mails';

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** An attribute of MS-OXTNEF 2.1.3. */
const attribute = (id: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([2]), number(id), number(data.length), data, Buffer.alloc(2)]);

const padded = (data: Buffer): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);

/** A property that has a length. */
const property = (type: number, id: number, data: Buffer, name = Buffer.alloc(0)): Buffer =>
  Buffer.concat([number(id * 65_536 + type), name, number(1), number(data.length), padded(data)]);

const properties = (...list: Buffer[]): Buffer => Buffer.concat([number(list.length), ...list]);

const unicode = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

const HEAD = Buffer.from('789f3e220100', 'hex');

const MAIL = Buffer.concat([
  HEAD,
  attribute(0x00069007, Buffer.concat([number(1251), number(0)])),
  attribute(
    0x00069003,
    properties(
      property(0x102, 0x1013, Buffer.from('<p>\xcf\xf0\xe8</p>', 'latin1')),
      property(0x1f, 0x8001, unicode('skipped'), Buffer.concat([Buffer.alloc(16), number(1), number(4), unicode('a')])),
      property(0x1f, 0x1000, unicode('Привет')),
    ),
  ),
  attribute(0x00069002, Buffer.alloc(14)),
  attribute(0x00018010, Buffer.from('\xcf\xf0.txt\0', 'latin1')),
  attribute(0x0006800f, Buffer.from('one')),
  attribute(0x00069002, Buffer.alloc(14)),
  attribute(0x00018010, Buffer.from('LONGNA~1.PDF\0')),
  attribute(
    0x00069005,
    properties(
      property(0x1f, 0x3707, unicode('A long name.pdf')),
      property(0x1e, 0x370e, Buffer.from('application/pdf\0')),
      property(0x1f, 0x3712, unicode('<a@b>')),
      property(0x102, 0x3701, Buffer.from('%PDF')),
    ),
  ),
]);

const FILES = [
  { name: 'Пр.txt', type: null, contentId: null, content: Buffer.from('one') },
  { name: 'A long name.pdf', type: 'application/pdf', contentId: 'a@b', content: Buffer.from('%PDF') },
];

test('files and texts are found, in the character set that it names', () => {
  expect(readTnef(MAIL)).toEqual({ text: 'Привет', html: '<p>При</p>', files: FILES, isUnread: false });
});

test('a file that is cut off anywhere gives what has arrived', () => {
  for (let length = 0; length < MAIL.length; length++) {
    const found = readTnef(MAIL.subarray(0, length));
    expect(found === null).toBe(length < 6);
    expect(found?.files.length ?? 0).toBeLessThanOrEqual(2);
  }
});

test('lengths that lie end the reading', () => {
  const lying = properties(Buffer.concat([number(0x1000_001f), number(0xffff_ffff), number(0xffff_ffff)]));
  expect(readTnef(Buffer.concat([HEAD, attribute(0x00069003, lying)]))?.files).toEqual([]);
  expect(readTnef(Buffer.concat([HEAD, Buffer.from([1]), number(0x0002800c), number(0xffff_ffff)]))?.files).toEqual([]);
});

const PLAIN_RTF = Buffer.from('0e000000130000004d454c4100000000', 'hex');

test.each([
  ['Outlook', Buffer.concat([PLAIN_RTF, Buffer.from('{\\rtf1 Hello\\par}   ')]), 'Hello', []],
  ['nobody', Buffer.concat([PLAIN_RTF, Buffer.from('no such format      ')]), '', ['winmail.dat']],
  ['nobody else', Buffer.from('too short'), '', ['winmail.dat']],
])('a text only in the RTF of %s', async (_whose, rtf, text, files) => {
  const tnef = Buffer.concat([HEAD, attribute(0x00069003, properties(property(0x102, 0x1009, rtf)))]);
  const mail = await readParts([
    `Content-Type: application/ms-tnef; name=other\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64')}`,
  ]);
  expect([mail.text, mail.files.map(({ name }) => name)]).toEqual([text, files]);
});

test('in a mail, its files take its place, and its text that of an empty one', async () => {
  const part = (content: Buffer) =>
    `Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${content.toString('base64')}`;
  const empty = await readParts(['\n', part(MAIL)]);
  expect(empty.files.map(({ name, type }) => [name, type])).toEqual([
    ['Пр.txt', 'text/plain'],
    ['A long name.pdf', 'application/pdf'],
  ]);
  expect(empty.text).toBe('Привет');
  expect((await readParts(['\nOwn words', part(MAIL)])).text).toBe('Own words');
  const broken = await readParts(['\nOwn words', part(Buffer.from('no such format'))]);
  expect(broken.files.map(({ name }) => name)).toEqual(['winmail.dat']);
});
