import type { ReceivedMail } from '../../../src/inbound/reading/mail';
import { readMail } from '../../../src/inbound/reading/read';

const read = (headers: string): Promise<ReceivedMail> =>
  readMail(Buffer.from(`${headers}\nSubject: x\n\nx`.replaceAll('\n', '\r\n'), 'latin1'));

test.each([
  ['From: n@e.example (Nils Arvo)', 'Nils Arvo', 'n@e.example'],
  ['From: "Arvo, Nils" <n@e.example>', 'Arvo, Nils', 'n@e.example'],
  ['From: Arvo, Nils <n@e.example>', 'Arvo, Nils', 'n@e.example'],
  ['From: Nils Arvo n@e.example', 'Nils Arvo', 'n@e.example'],
  ['From: Nils <n@e.example>>', 'Nils', 'n@e.example'],
  ['From: "Nils <n@e.example>', 'Nils', 'n@e.example'],
  ['From: Nils <mailto:n@e.example>', 'Nils', 'n@e.example'],
  ["From: 'Nils' <n@E.Example.>", 'Nils', 'n@e.example'],
  ['From: =?utf-8?Q?M=C3=BCller,_K?= <n@e.example>', 'Müller, K', 'n@e.example'],
  ['From: =?utf-8?B?TmlscyA8bkBlLmV4YW1wbGU+?=', 'Nils', 'n@e.example'],
  ['From: =?utf-8?Q?Nils=0D=0ABcc:_x?= <n@e.example>', 'Nils Bcc: x', 'n@e.example'],
  ['From: Ni\xe2\x80\x8bls \xe2\x80\xaex <n@e.example>', 'Nils x', 'n@e.example'],
  ['From: \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 <n@e.example>', '👩‍👧', 'n@e.example'],
  ['From: J\xfcrgen <j\xfcrgen@b\xfccher.example>', 'Jürgen', 'jürgen@xn--bcher-kva.example'],
  ['From: Nils <@a.example,@b.example:n@e.example>', 'Nils', 'n@e.example'],
  ['From: Team: n@e.example, m@e.example;', '', 'n@e.example'],
  ['From: Desk <support@desk> <n@e.example>', 'Desk', 'n@e.example'],
  ['From: "a b"@e.example', '', '"a b"@e.example'],
  ['From: Nils <"a, b"@e.example>', 'Nils', '"a, b"@e.example'],
  ['From: "c@d.example"@e.example (Nils)', 'Nils', '"c@d.example"@e.example'],
  ['From: "a\\"b"@e.example, m@e.example', '', '"a\\"b"@e.example'],
  ['From: "n.a"@e.example', '', 'n.a@e.example'],
  ['From: "Nils, A." n@e.example', 'Nils, A.', 'n@e.example'],
  ['From: root\nReturn-Path: <n@e.example>', 'root', 'n@e.example'],
  ['From: \nSender: Nils <n@e.example>', 'Nils', 'n@e.example'],
  ['From: "Arvo, Nils" [SMTP:n@e.example]', 'Arvo, Nils', 'n@e.example'],
  ['\xef\xbb\xbfFrom: Nils <n@e.example>', 'Nils', 'n@e.example'],
  ['From : Nils <n@e.example>', 'Nils', 'n@e.example'],
  ['From Nils Mon Nov 30 08:00:00 2026\nFrom: Nils <n@e.example>', 'Nils', 'n@e.example'],
  ['From: undisclosed-recipients:;\nReturn-Path: n@e.example', '', 'n@e.example'],
])('%j is from %j, %s', async (headers, name, key) => {
  const { author } = await read(headers);
  expect([author?.name, author?.key]).toEqual([name, key]);
});

test.each(['From: root', 'From: ', 'X-Nobody: a', 'From: "only <a@b.example> in quotes"', 'From: <>'])(
  '%j is from nobody',
  async (headers) => expect((await read(headers)).author).toBeNull(),
);

test.each([
  ['"support@desk.example" <n@e.example>', ['name-looks-like-address']],
  ['a@b.example <n@e.example>', ['name-looks-like-address']],
  ['"n@e.example" <n@e.example>', []],
  ['Nils @ home <n@e.example>', []],
])('the name in %s is flagged: %j', async (from, flags) => {
  expect((await read(`From: ${from}`)).flags).toEqual(flags);
});

test('groups are opened, semicolons part too, and each header counts', async () => {
  const mail = await read(
    'To: A: a@b.example, "d" <d@b.example>;, e@b.example; f@b.example\nTo: g@b.example\nCc: ,,h@b.example,',
  );
  expect(mail.to.map(({ key }) => key)).toEqual(['a', 'd', 'e', 'f', 'g'].map((name) => `${name}@b.example`));
  expect(mail.cc.map(({ key }) => key)).toEqual(['h@b.example']);
});

test.each([
  ['Message-ID: a@b', { messageId: 'a@b' }],
  ['Message-ID: <>', { messageId: null }],
  ['Message-ID:\n <a@b>', { messageId: 'a@b' }],
  ['In-Reply-To: Your message of "Tue" <a@b>', { inReplyTo: ['a@b'] }],
  ['In-Reply-To: =?utf-8?Q?=3Ca=40b=3E?=', { inReplyTo: ['a@b'] }],
  ['References: <a@b>,<c@d> , <e@\n f><g@h>', { references: ['a@b', 'c@d', 'e@f', 'g@h'] }],
  ['References: a@b c@d', { references: ['a@b', 'c@d'] }],
  ['Return-Path: <>', { returnPath: '' }],
  ['Return-Path: a@b.example', { returnPath: 'a@b.example' }],
])('%j', async (headers, expected) => {
  expect(await read(headers)).toMatchObject(expected);
});

test.each([
  ['Sat, 21 Nov 2026 10:14:00 +0100', '2026-11-21T09:14:00.000Z'],
  ['21 Nov 26 10:14 GMT', '2026-11-21T10:14:00.000Z'],
  ['Sat, 21 Nov 2026 10:14:00 EST (x)', '2026-11-21T15:14:00.000Z'],
  ['Sat Nov 21 10:14:00 2026', '2026-11-21T10:14:00.000Z'],
  ['2026-11-21T10:14:00+01:00', '2026-11-21T09:14:00.000Z'],
  ['Sat, 31 Feb 2026 10:14:00 +0100', undefined],
  ['Sat, 21 Nov 2026 24:00:00 +0000', undefined],
  ['Sat, 21 Nov 2026 10:14:00 +9900', undefined],
  ['yesterday', undefined],
])('the date %j', async (date, expected) => {
  expect((await read(`From: n@e.example\nDate: ${date}`)).date?.toISOString()).toBe(expected);
});

test('the desk is found where the mail was delivered', async () => {
  const mail = await read('Envelope-To: c@d.example\nDelivered-To: a@d.example\nX-Original-To: <b@d.example>');
  expect(mail.deliveredTo.map(({ key }) => key)).toEqual(['a@d.example', 'b@d.example', 'c@d.example']);
});

test.each(['"', '(', '<', ',', '=?utf-8?q?'])(
  'half a megabyte of %s in From keeps no mail from being read',
  async (sign) => {
    const mail = await read(`From: ${sign.repeat(500_000 / sign.length)}\nReturn-Path: <n@e.example>`);
    expect(mail).toMatchObject({
      text: 'x',
      author: { key: 'n@e.example' },
      flags: expect.not.arrayContaining(['unread']),
    });
  },
);
