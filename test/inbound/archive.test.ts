import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/inbound/ways/archive';
import { createTestDatabase, urlOf } from '../support/database';
import { startProgram } from '../support/program';
import { smallMail } from '../support/smtp-client';
import { temporaryFolder } from '../support/temporary-folder';

const mailAt = (subject: string, date: string): string =>
  smallMail(subject)
    .replace(/^Date: .*$/m, `Date: ${date}`)
    .replaceAll('\r\n', '\n');

async function contentOf(path: string, maxBytes = 100_000) {
  const read: { subject: string | undefined; at: string; raw: string }[] = [];
  for await (const { raw, receivedAt } of (await openArchive(path, maxBytes)).mails) {
    const text = raw.toString();
    read.push({ subject: /^Subject: (.*)$/m.exec(text)?.[1], at: receivedAt.toISOString(), raw: text });
  }
  return read;
}

const file = (name: string, content: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
};

test('a file with one mail', async () => {
  const mail = mailAt('One', 'Tue, 01 Dec 2020 10:00:00 +0100');
  expect(await contentOf(file('one.eml', mail))).toEqual([
    { subject: 'One', at: '2020-12-01T09:00:00.000Z', raw: mail },
  ]);
});

test('the date at which it was received counts more than the one that the sender wrote', async () => {
  const received =
    'Received: from a by b with ESMTP;\n\tWed, 02 Dec 2020 08:00:00 +0000 (UTC)\nReceived: from c by a; Thu, 03 Dec 2020 08:00:00 +0000\n';
  const [mail] = await contentOf(file('a.eml', received + mailAt('A', 'Tue, 01 Dec 2020 10:00:00 +0000')));
  expect(mail?.at).toBe('2020-12-02T08:00:00.000Z');
});

test('an mbox: lines that look like a beginning are unquoted, and others begin nothing', async () => {
  const [one, two] = ['One', 'Two'].map((subject) =>
    smallMail(subject, 'From here on it is text').replaceAll('\r\n', '\n'),
  );
  const quoted = `${one}\n>From you\n>>From them\nnot From me\n`;
  const undated = two!.replace(/^Date: .*\n/m, '');
  const mbox = `From ann@example.net Tue Dec  1 10:00:00 2020\n${quoted}\nFrom MAILER-DAEMON Wed Dec  2 10:00:00 2020\n${undated}`;
  const read = await contentOf(file('box', mbox));
  expect(read.map(({ subject, at }) => [subject, at.slice(0, 10)])).toEqual([
    ['One', '2027-01-30'],
    ['Two', '2020-12-02'],
  ]);
  expect(read[0]?.raw).toContain('\nFrom here on it is text\n\nFrom you\n>From them\nnot From me\n');
  expect(read[1]?.raw).toBe(undated);
});

const DATED = 'From ann@example.net Tue Dec  1 10:00:00 2020';
const TWO = ['Subject: One', '', 'Text', 'Subject: Two', '', 'Text'];

test.each<[string, string[]]>([
  ['as Thunderbird begins them', ['From ', ...TWO.slice(0, 3), '', 'From ', ...TWO.slice(3)]],
  ['without an empty line above the date', [DATED, ...TWO.slice(0, 3), DATED, ...TWO.slice(3)]],
  ['with the separator of a mail server below', ['From ', DATED, ...TWO.slice(0, 3), '', 'From ', ...TWO.slice(3)]],
])('an mbox of two mails %s', async (_how, lines) => {
  for (const end of ['\n', '\r\n']) {
    const read = await contentOf(file('box', lines.join(end) + end));
    expect(read.map(({ subject }) => subject?.trim())).toEqual(['One', 'Two']);
  }
});

test.each<[string, string[]]>([
  ['words', ['', 'From here on, it works:', 'Note: not for long.']],
  ['a bare one above words', ['', 'From ', 'the bank']],
  ['a bare one in a paragraph', ['It came', 'From ', 'To: me']],
  ['a date above words', ['I got this:', DATED, 'and nothing else.']],
  ['a date in words', ['', 'From Ann Tue Dec 1 at 10:00:00', 'Note: she is late.']],
])('%s below “From” begin no mail', async (_what, lines) => {
  const text = ['Subject: One', '', 'Hello', ...lines].join('\n');
  const read = await contentOf(file('box', `From \n${text}\n`));
  expect(read.map(({ raw }) => raw)).toEqual([`${text}\n`]);
});

test('a folder, in the order in which its mails were received', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'a.eml'), mailAt('Later', 'Wed, 02 Dec 2020 10:00:00 +0000'));
  writeFileSync(join(folder, 'deep', 'b.EML'), mailAt('First', 'Tue, 01 Dec 2020 10:00:00 +0000'));
  writeFileSync(join(folder, 'c.eml'), 'Subject: Undated\n\nText\n');
  utimesSync(join(folder, 'c.eml'), new Date('2020-12-03T00:00:00Z'), new Date('2020-12-03T00:00:00Z'));
  writeFileSync(join(folder, 'notes.txt'), 'Subject: No mail\n\n');
  expect((await contentOf(folder)).map(({ subject }) => subject)).toEqual(['First', 'Later', 'Undated']);
});

test('a Maildir, without what is being written', async () => {
  const folder = temporaryFolder();
  for (const name of ['cur', 'new', 'tmp', '.Archive', '.Archive/cur', '.Archive/new']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'cur', '1.a:2,S'), mailAt('Read', 'Tue, 01 Dec 2020 10:00:00 +0000'));
  writeFileSync(join(folder, 'new', '2.b'), mailAt('Unread', 'Wed, 02 Dec 2020 10:00:00 +0000'));
  writeFileSync(join(folder, 'tmp', '3.c'), mailAt('Half', 'Wed, 02 Dec 2020 10:00:00 +0000'));
  writeFileSync(join(folder, '.Archive', 'cur', '4.d'), mailAt('Old', 'Mon, 30 Nov 2020 10:00:00 +0000'));
  writeFileSync(join(folder, 'dovecot-uidlist'), '3 V1 N1\n');
  expect((await contentOf(folder)).map(({ subject }) => subject)).toEqual(['Old', 'Read', 'Unread']);
});

test('the command says what became of the mails, and recognises them the second time', async () => {
  const env = { DATABASE_URL: urlOf((await createTestDatabase()).connection), HATCHDESK_TIMEZONE: 'UTC' };
  const run = (...parameters: string[]) => startProgram(parameters, env).ended;
  const folder = temporaryFolder();
  for (const [name, day] of [
    ['One', '01'],
    ['Two', '02'],
  ]) {
    writeFileSync(join(folder, `${name}.eml`), mailAt(name!, `Tue, ${day} Dec 2020 10:00:00 +0000`));
  }
  const first = await run('mail', 'import', folder, '--department', '1', '--json');
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject([{ outcome: 'ticket', mails: 2 }]);
  const listed = JSON.parse((await run('call', 'GetTickets')).stdout) as {
    tickets: { ticket: { date: string; subject: string }[] };
  };
  expect(listed.tickets.ticket.map(({ subject, date }) => [subject, date])).toEqual([
    ['Two', '2020-12-02 10:00:00'],
    ['One', '2020-12-01 10:00:00'],
  ]);
  const second = await run('mail', 'import', folder, '--department', '1', '--json');
  expect(JSON.parse(second.stdout)).toEqual([{ outcome: 'ignored', reason: 'duplicate', mails: 2 }]);
  const missing = await run('mail', 'import', join(folder, 'nowhere'));
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read: ENOENT') });
});
