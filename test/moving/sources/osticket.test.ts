import { gzipSync } from 'node:zlib';
import { openDump } from '../../../src/moving/sources/osticket/program';
import { OSTICKET, writeOsTicket, writeOsTicketFiles } from '../../support/osticket';
import { readAll, type recording } from './whmcs/recording';

const open = (dump: string | Buffer = OSTICKET, options: { attachments?: string; prefix?: string } = {}) =>
  openDump({ file: writeOsTicket(dump), timeZone: 'UTC', prefix: 'ost_', ...options });

let all: ReturnType<typeof recording>;

beforeAll(async () => {
  all = await readAll(await open());
});

const one = (kind: keyof typeof all.records, sourceId: string) =>
  all.records[kind]?.find((record) => record.sourceId === sourceId);

const linesOf = (reason: string) => all.lines.filter((line) => line.reason === reason);

test('tickets have their number, subject, dates, people, topic and copies', () => {
  expect(one('ticket', '101')).toEqual({
    ...{ sourceId: '101', number: '100001', departmentId: '2', subject: 'Mail & DNS', statusId: 'answered' },
    ...{ priorityId: 'high', clientId: '1', requesterName: 'Ann van Customer', requesterEmail: 'ann@example.com' },
    ...{ assigneeId: '1', mergedIntoId: null, cc: ['gus@example.com'], tags: ['Billing / Refunds'] },
    ...{ createdAt: new Date('2026-03-01T10:00Z'), updatedAt: new Date('2026-03-01T12:30Z') },
    ...{ lastReplyAt: new Date('2026-03-01T11:00Z'), closedAt: null },
  });
});

test('who has no account is a guest, with the address that the ticket came from', () => {
  expect(one('ticket', '102')).toMatchObject({
    ...{ clientId: null, requesterName: 'Gus Guest', requesterEmail: 'gus.private@example.com', priorityId: 'low' },
    ...{ statusId: 'closed', closedAt: new Date('2026-03-02T11:00Z') },
  });
  expect(linesOf('guests')).toMatchObject([{ line: 'note', count: 1 }]);
});

test('subjects, priorities and phones come from the forms, if the tables for searches lack them', async () => {
  const without = await readAll(await open(OSTICKET.replaceAll('__cdata`', '__other`')));
  expect(without.records.ticket?.[0]).toMatchObject({ subject: 'Mail & DNS', priorityId: 'high' });
  expect(without.records.client?.[0]).toMatchObject({ phone: '5551234X12', notes: 'VIP' });
  expect(without.lines.filter(({ reason }) => reason === 'table missing')).toEqual([]);
  const half = await readAll(await open(OSTICKET.replace("(101,'Mail & DNS','3')", '(101,NULL,NULL)')));
  expect(half.records.ticket?.[0]).toMatchObject({ subject: 'Mail & DNS', priorityId: 'high' });
});

test('a merged ticket leads to the other, and a linked one does not', () => {
  expect([one('ticket', '103')?.mergedIntoId, one('ticket', '104')?.mergedIntoId]).toEqual(['101', null]);
  expect(linesOf('linked tickets')).toMatchObject([{ line: 'stays', count: 1 }]);
});

test('an open ticket that is answered does not wait, unless its status says something else', () => {
  expect(one('status', 'answered')).toMatchObject({ title: 'Answered', isActive: true, isAwaitingReply: false });
  expect(one('status', 'open')).toMatchObject({ isAwaitingReply: true, isClosed: false });
  expect(one('status', 'on hold')).toMatchObject({ isActive: true, isAwaitingReply: false, isClosed: false });
  expect(one('status', 'resolved')).toMatchObject({ isActive: false, isClosed: true });
  expect(one('ticket', '104')?.statusId).toBe('open');
});

test('tickets wait in the usual status of a desk that speaks another language', async () => {
  const german = await readAll(await open(OSTICKET.replace("'Open','open'", "'Offen','open'")));
  expect(german.records.status).toContainEqual(expect.objectContaining({ title: 'Offen', isAwaitingReply: true }));
  expect(german.records.status).toContainEqual(expect.objectContaining({ title: 'On hold', isAwaitingReply: false }));
  expect(german.records.ticket?.map(({ statusId }) => statusId)).toEqual(['answered', 'closed', 'closed', 'offen']);
});

test('the first message of the customer opens a ticket, also if one of a merged ticket is older', () => {
  const messages = all.records.message?.map(({ sourceId, ticketId, isFirst }) => [sourceId, ticketId, isFirst]);
  expect(messages).toEqual([
    ['t101', '101', true],
    ['12', '101', false],
    ['16', '101', false],
    ['t102', '102', true],
    ['22', '102', false],
    ['t104', '104', true],
  ]);
});

test('a ticket with several threads has all of their messages, and one of its own opens it', async () => {
  const several = OSTICKET.replace(
    "(4,104,'T'",
    "(6,102,'C',NULL,NULL,NULL,'2026-03-01 09:00:00'),(7,102,'T',NULL,NULL,NULL,'2026-03-03 09:00:00'),(4,104,'T'",
  )
    .replace(
      '\n(31,',
      `
(26,0,6,0,3,'M',65,'Gus Guest',NULL,NULL,'Email',NULL,'of another','text','',NULL,NULL,'2026-03-01 09:00:00','0000-00-00 00:00:00'),
(27,0,7,0,3,'M',65,'Gus Guest',NULL,NULL,'Email',NULL,'a second thread','text','',NULL,NULL,'2026-03-03 09:00:00','0000-00-00 00:00:00'),
(31,`,
    )
    .replace("(2,2,1,2,'M'", "(3,1,2,2,'M','2026-03-01 10:00:00','2026-03-01 10:00:00'),(2,2,1,2,'M'");
  const { records } = await readAll(await open(several));
  const messages = records.message?.filter(({ ticketId }) => ticketId === '102');
  expect(messages?.map(({ sourceId, isFirst, body }) => [sourceId, isFirst, body])).toEqual([
    ['t102', true, 'a < b && c'],
    ['22', false, '<p>Bye</p>'],
    ['26', false, 'of another'],
    ['27', false, 'a second thread'],
  ]);
  expect(records.ticket?.find(({ sourceId }) => sourceId === '102')).toMatchObject({
    ...{ lastReplyAt: new Date('2026-03-03T09:00Z'), cc: ['locked@example.com'] },
  });
});

test('messages have their author, format and Message-ID', () => {
  expect(one('message', 't101')).toMatchObject({ clientId: '1', format: 'html', staffId: null });
  expect(one('message', '12')).toMatchObject({ staffId: '1', staffName: null, body: '<p>New words</p>' });
  expect(one('message', 't102')).toMatchObject({
    ...{ clientId: null, authorName: 'Gus Guest', authorEmail: 'gus@example.com', format: 'plain' },
    ...{ body: 'a < b && c', mailId: '<gus-1@example.com>' },
  });
  expect(one('message', '22')).toMatchObject({ staffId: null, staffName: 'Max Gone' });
});

test('what a message said before it was edited stays, and is counted', () => {
  expect(one('message', '13')).toBeUndefined();
  expect(linesOf('older versions')).toMatchObject([{ line: 'stays', count: 1 }]);
});

test('an edited message keeps the id and the Message-ID of its first version', async () => {
  const edited = OSTICKET.replace("(22,21,2,9,0,'R',64,", "(22,21,2,9,0,'R',4,").replace(
    /\n\(31,/,
    `
(23,22,2,9,0,'R',6,'Max Gone',1,'S','',NULL,'<p>Bye, Gus</p>','html','',NULL,NULL,'2026-03-02 11:00:00','2026-03-02 11:05:00'),
(24,23,2,9,0,'R',66,'Max Gone',1,'S','',NULL,'<p>Farewell</p>','html','',NULL,NULL,'2026-03-02 11:00:00','2026-03-02 11:06:00'),
(25,22,2,0,3,'M',64,'Gus Guest',NULL,NULL,'Email',NULL,'thanks','text','',NULL,NULL,'2026-03-02 12:00:00','0000-00-00 00:00:00'),
(31,`,
  );
  const withIds = edited.replace(
    "',NULL);\n\nCREATE TABLE `ost_ticket`",
    "',NULL),(3,24,1,'<new@desk>',NULL);\n\nCREATE TABLE `ost_ticket`",
  );
  const { records } = await readAll(await open(withIds));
  const ofTicket = records.message?.filter(({ ticketId }) => ticketId === '102');
  expect(ofTicket?.map(({ sourceId, body, mailId }) => [sourceId, body, mailId])).toEqual([
    ['t102', 'a < b && c', '<gus-1@example.com>'],
    ['22', '<p>Farewell</p>', '<B0abc-desk@desk.example>'],
    ['25', 'thanks', null],
  ]);
  const resent = await readAll(await open(withIds.replace("(24,23,2,9,0,'R',66,", "(24,23,2,9,0,'R',82,")));
  expect(resent.records.message?.find(({ sourceId }) => sourceId === '22')?.mailId).toBe('<new@desk>');
});

test('a message names the files that it shows', () => {
  expect(one('message', 't101')?.body).toBe('<p>See [screen.png] &amp; help 😀</p>');
});

test('HTML that a customer wrote about stays text', async () => {
  const about = OSTICKET.replace('<p>We call you</p>', 'Put &lt;b&gt; around it');
  const { records } = await readAll(await open(about));
  expect(records.message?.find(({ sourceId }) => sourceId === 't104')?.body).toBe('Put &lt;b&gt; around it');
});

test('a body of broken images takes no longer than others', async () => {
  const broken = await open(OSTICKET.replace('<p>We call you</p>', '<img src='.repeat(100_000)));
  const start = Date.now();
  await readAll(broken);
  expect(Date.now() - start).toBeLessThan(5000);
});

test('notes begin with their title, and those of the program are there, too', () => {
  expect(one('note', '14')).toMatchObject({
    staffId: '1',
    body: '<p><b>Handle &#60;care&#62;</b></p><p>Pays late</p>',
  });
  expect(one('note', '15')).toMatchObject({ staffId: null, staffName: 'SYSTEM', body: 'Ticket assigned\n\nto Sam' });
  expect(one('note', '31')).toBeUndefined();
  expect(linesOf('no ticket')).toMatchObject([{ line: 'stays', count: 1 }]);
});

test('a user whose usual address is gone has another', async () => {
  const { records } = await readAll(await open(OSTICKET.replace("(2,0,2,0,'Locked'", "(2,0,0,0,'Locked'")));
  expect(records.client?.find(({ sourceId }) => sourceId === '2')?.email).toBe('locked@example.com');
});

test('accounts are clients, with company, phone, language and a password that works', () => {
  expect(one('client', '1')).toEqual({
    ...{ sourceId: '1', firstName: 'Ann van', lastName: 'Customer', company: 'ACME & Sons', email: 'ann@example.com' },
    ...{ phone: '5551234X12', notes: 'VIP', status: 'Active', emailVerified: true, language: 'german' },
    ...{ createdAt: new Date('2026-01-02T03:04:05Z'), passwordHash: expect.stringMatching(/^\$2[aby]\$08\$/) },
  });
  expect(one('client', '2')).toMatchObject({
    firstName: 'Locked',
    lastName: '',
    status: 'Inactive',
    passwordHash: null,
  });
  expect(linesOf('old password')).toMatchObject([{ kind: 'client', count: 1 }]);
});

test('the staff have their departments, and names of roles give no rights', () => {
  expect(one('staff', '1')).toMatchObject({
    ...{ username: 'sam', departmentIds: ['1', '2'], roleName: 'All Access', disabled: false },
    ...{ signature: 'Sam\nSupport', passwordHash: expect.stringMatching(/^\$2/) },
  });
  expect(one('staff', '2')).toMatchObject({ disabled: true, passwordHash: null });
});

test('departments have the name of what they lie in, and the more urgent priorities come later', () => {
  expect(all.records.department).toEqual([
    { sourceId: '1', name: 'Support', email: 'help@desk.example', hidden: false },
    { sourceId: '2', name: 'Support / Network', email: null, hidden: true },
  ]);
  expect(all.records.priority?.map(({ name, sortOrder }) => [name, sortOrder])).toEqual([
    ['Low', 1],
    ['Normal', 2],
    ['High', 3],
    ['Emergency', 4],
  ]);
});

test('custom fields are those that tickets and clients have, and choices are what people read', () => {
  expect(
    all.records.customField?.map(({ sourceId, owner, type, options }) => [sourceId, owner, type, options]),
  ).toEqual([
    ['5', 'client', 'text', []],
    ['40', 'ticket', 'select', ['Germany', 'France']],
    ['41', 'ticket', 'select', ['web-1', 'web-2']],
    ['42', 'ticket', 'checkbox', []],
    ['43', 'ticket', 'text', []],
  ]);
  // Only tickets of some topics have this form, so it is required of none here.
  expect(one('customField', '40')).toMatchObject({ name: 'Country', required: false, staffOnly: false });
  expect(one('customField', '42')).toMatchObject({ required: false, staffOnly: true });
  expect(all.records.customFieldValue?.map(({ sourceId, value }) => [sourceId, value])).toEqual([
    ['40:101', 'Germany'],
    ['41:101', 'web-2'],
    ['42:101', '1'],
    ['43:101', '2026-05-06 07:08:00'],
    ['5:1', '42'],
  ]);
});

test('fields of many kinds have values that people can read', async () => {
  const field = (id: number, type: string, configuration = 'NULL', form = 2, flags = 13057) =>
    `(${id},${form},${flags},'${type}','F${id}','f${id}',${configuration},9,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00')`;
  const more = [
    field(60, 'choices', `'{"choices":"a:Apple\\\\r\\\\nb:Banana: ripe","multiselect":true}'`),
    field(61, 'choices', `'{"choices":"a:Apple\\\\nb:Banana"}'`),
    field(62, 'datetime'),
    field(63, 'memo'),
    field(64, 'text', 'NULL', 2, 14080),
    field(65, 'text', 'NULL', 2, 14081),
  ].join(',');
  const values = `(1,60,'{"a":"Apple","b":"Banana: ripe"}',NULL),(1,61,'b',NULL),(1,62,'1462518480',NULL),(1,63,'<p>one\r\n<br>two</p>',NULL)`;
  const all = await readAll(
    await open(
      OSTICKET.replace('INSERT INTO `ost_form_field` VALUES ', (insert) => `${insert}${more},`).replace(
        'INSERT INTO `ost_form_entry_values` VALUES ',
        (insert) => `${insert}${values},`,
      ),
    ),
  );
  const found = all.records.customFieldValue?.map(({ fieldId, value }) => [fieldId, value]);
  expect(found?.slice(0, 4)).toEqual([
    ['60', 'Apple, Banana: ripe'],
    ['61', 'Banana'],
    ['62', '2016-05-06 07:08:00 UTC'],
    ['63', 'one\ntwo'],
  ]);
  const fields = new Map(all.records.customField?.map((made) => [made.sourceId, made]));
  expect(fields.get('60')).toMatchObject({ type: 'text', options: [] });
  expect(all.lines.find(({ sourceId }) => sourceId === '60')?.text).toMatch('several choices');
  expect(fields.get('61')).toMatchObject({ type: 'select', options: ['Apple', 'Banana'] });
  expect(fields.get('64')).toMatchObject({ required: false, staffOnly: true });
  expect(fields.get('65')).toMatchObject({ required: true, staffOnly: false });
});

test('canned responses are text, and whoever is banned is a sender that is refused', () => {
  expect(all.records.predefinedReply).toEqual([
    { sourceId: '1', name: 'Thanks', body: 'Hi %{ticket.name.first},\n\nthank you & bye\nus' },
  ]);
  expect(all.records.spamFilter).toEqual([{ sourceId: '1', filterKind: 'sender', pattern: 'spam@example.com' }]);
});

test('a ban list that is switched off bans nobody, and an archived department is hidden', async () => {
  const off = await readAll(await open(OSTICKET.replace("(1,1,'SYSTEM BAN LIST')", "(1,0,'SYSTEM BAN LIST')")));
  expect(off.records.spamFilter).toBeUndefined();
  expect(off.lines.find(({ reason }) => reason === 'rules')?.count).toBe(2);
  const archived = await readAll(await open(OSTICKET.replace("0,0,4,'Support'", "0,0,12,'Support'")));
  expect(archived.records.department?.map(({ hidden }) => hidden)).toEqual([true, true]);
});

test('every table and column with something that is not carried has a line', () => {
  const stays = all.lines.filter(({ line }) => line === 'stays').map(({ kind, title }) => [kind, title].join(' '));
  expect(stays).toEqual(
    expect.arrayContaining(['ost_faq ', 'ost_sla ', 'ost_task ', 'ost_api_key ', 'ost_ticket sla_id']),
  );
  expect(all.lines.filter(({ reason }) => /unknown/.test(reason))).toEqual([]);
  expect(stays.filter((kind) => /ost_(file_chunk|thread|user_email) /.test(kind))).toEqual([]);
});

const bytesOf = async (dump: string | Buffer, attachments?: string) => {
  const source = await open(dump, attachments === undefined ? {} : { attachments });
  const { records, lines } = await readAll({ ...bound(source), close: () => Promise.resolve() });
  const files = [];
  for (const { sourceId, filename, place } of records.attachment ?? []) {
    const at = { sourceId: String(sourceId), filename: String(filename), place: String(place) };
    const bytes = await source.file(at, new AbortController().signal);
    files.push([at.filename, await source.sizeOf?.(at), bytes?.toString('latin1')]);
  }
  await source.close();
  return { files, lines };
};

/** The methods of a source, as they are. */
const bound = (source: Awaited<ReturnType<typeof open>>) => ({
  ...{ name: source.name, version: source.version, kinds: source.kinds },
  read: source.read.bind(source),
  file: source.file.bind(source),
});

test.each([
  ['plain', OSTICKET],
  ['packed', gzipSync(OSTICKET)],
])('files come out of a %s dump, whose pieces may be in any order', async (_how, dump) => {
  const { files, lines } = await bytesOf(dump, writeOsTicketFiles());
  expect(files).toEqual([
    ['screen.png', 4, '\x89PNG'],
    ['my report.pdf', 9, "%PDF--2\\'"],
    ['on-disk.txt', 5, 'hello'],
    ['report.pdf', 9, "%PDF--2\\'"],
    ['in-s3.txt', undefined, undefined],
    ['report.pdf', 9, "%PDF--2\\'"],
  ]);
  expect(lines.filter(({ reason }) => reason === 'files elsewhere')).toMatchObject([{ count: 1 }]);
});

test('an empty file is no missing one, and a dry run sees what is missing', async () => {
  const empty = OSTICKET.replace("'image/png',4,", "'image/png',0,").replace('(1,0,0x89504E47),', '');
  expect((await bytesOf(empty)).files[0]).toEqual(['screen.png', 0, '']);
  const lost = OSTICKET.replace('(1,0,0x89504E47),', '');
  expect((await bytesOf(lost)).files[0]).toEqual(['screen.png', undefined, undefined]);
  const all = await readAll(await open(OSTICKET.replaceAll('`ost_file_chunk`', '`ost_other`')));
  expect(all.lines).toContainEqual(expect.objectContaining({ kind: 'file_chunk', reason: 'table missing' }));
});

test.each(['OST_', 'HelpDesk_', ''])('files are found in tables that begin with "%s"', async (prefix) => {
  const dump = OSTICKET.replaceAll('`ost_', `\`${prefix}`);
  const source = await open(dump, { prefix: prefix.toLowerCase() });
  const { records } = await readAll({ ...bound(source), close: () => Promise.resolve() });
  const place = records.attachment?.map((file) => String(file.place)).find((of) => of.startsWith('D:1:')) ?? '';
  const bytes = await source.file({ sourceId: '', filename: '', place }, new AbortController().signal);
  await source.close();
  expect(bytes?.toString('latin1')).toBe('\x89PNG');
});

test('copying the files of a dump can be interrupted', async () => {
  const source = await open();
  const place = { sourceId: 'message:t101:0', filename: 'screen.png', place: 'D:1:4' };
  await expect(source.file(place, AbortSignal.abort(new Error('interrupted')))).rejects.toThrow('interrupted');
  await source.close();
});

test('without the folder, files on the disk keep their names, and the report says how to get them', () => {
  expect(one('attachment', 'message:t102:0')).toMatchObject({ filename: 'on-disk.txt' });
  expect(linesOf('files elsewhere').map(({ text }) => text)).toEqual([
    expect.stringContaining('Say with --attachments where it is'),
    expect.stringContaining('by the plug-in "3"'),
  ]);
});

test('tables may have other names, and an old or other desk is refused in words', async () => {
  const renamed = OSTICKET.replaceAll('`ost_', '`help_');
  expect((await readAll(await open(renamed, { prefix: 'help_' }))).records.ticket).toHaveLength(4);
  await expect(open(renamed)).rejects.toThrow(
    /holds no osTicket: its tables begin with "help_"\. Say so with --prefix help_$/,
  );
  await expect(open(OSTICKET.replaceAll('`ost_', '`'))).rejects.toThrow(/Say so with --prefix ""$/);
  const two = `${renamed}${OSTICKET.replaceAll('`ost_', '`sales_')}`;
  await expect(open(two)).rejects.toThrow(
    'but several osTickets, whose tables begin with "help_", "sales_". Say with --prefix which one to carry',
  );
  expect((await readAll(await open(two, { prefix: 'sales_' }))).records.ticket).toHaveLength(4);
  const old = OSTICKET.replaceAll('`ost_thread_entry`', '`ost_ticket_thread`');
  await expect(open(old)).rejects.toThrow('it is older than version 1.10. Let osTicket upgrade it first');
  await expect(open('CREATE TABLE `tbltickets` (`id` int);')).rejects.toThrow('it has no table ost_thread_entry');
});
