import { takeMail } from '../../src/inbound/take';
import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { mailOf } from '../support/mail-text';
import { oldDesk } from '../support/old-records';
import { at, oldTickets, opening, ticket } from '../support/old-tickets';
import { shown } from '../support/pages';
import { PEOPLE } from '../support/simple-carriers';
import { useWorld } from '../support/world';

interface Line {
  line: string;
  kind: string;
  source_id: string;
  title: string;
  reason: string;
}

interface Reply {
  replyid: number;
  message: string;
}

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

const bytes = Buffer.from('bytes');
const old = oldDesk(oldTickets(), { files: { '123456_a.txt': bytes, 'a.txt': bytes, 'b.txt': bytes } });
/** A ticket of this desk whose number one of the old desk has too. */
let taken: { id: number; tid: string };
let lines: Line[];

/** Moves the old desk in, or what changed there. @returns the lines of the report */
async function move(): Promise<Line[]> {
  const { runId } = await runImport(database.connection, old, {
    ...{ carriers: [...TICKET_CARRIERS, ...PEOPLE], now: () => new Date('2026-11-29T12:00:00Z') },
  });
  world.desk.forget();
  return world.rows('select line, kind, source_id, title, reason from import_lines where run_id = $1 order by id', [
    runId,
  ]);
}

beforeAll(async () => {
  await world.done('AddDepartment', { name: 'Own' });
  taken = await world.ticket({ deptid: 2 });
  const rated = { rating: 'good', ratingComment: 'Ann: 9 of 10', ratedAt: new Date('2025-03-04T10:00:00Z') };
  old.records.ticket?.push(ticket('400', { number: taken.tid, ...rated }));
  old.records.message?.push(opening('400'));
  lines = await move();
});

async function repliesOf(ticketid: number): Promise<Reply[]> {
  const { replies } = await world.done('GetTicket', { ticketid });
  return (replies as unknown as { reply: Reply[] }).reply;
}

test('what a customer said of a ticket is its rating', async () => {
  expect(await world.done('GetTicket', { ticketid: 400 })).toMatchObject({
    rating: { value: 'good', comment: 'Ann: 9 of 10', date: '2025-03-04 10:00:00' },
  });
});

test('a ticket is here as it was there, under its id', async () => {
  expect(await world.done('GetTicket', { ticketnum: '123456' })).toMatchObject({
    ...{ id: 100, tid: '123456', c: 'abcdEFGH', deptid: 4, deptname: 'Billing', userid: 815, name: 'Carl Client' },
    ...{ requestor_type: 'Owner', cc: 'bob@example.com,eve@example.com', date: '2025-03-01 10:00:00', subject: 'Help' },
    ...{ status: 'Open', priority: 'High', admin: '', lastreply: '2025-03-02 10:00:00', flag: 3, service: '' },
    tags: { tag: ['Red', 'blue'] },
    customfields: {
      customfield: [
        { id: 7, name: 'Plan', value: 'Large' },
        { id: 8, name: 'Urgent', value: '1' },
        { id: 9, name: 'Order', value: '  A 1' },
      ],
    },
    replies: {
      reply: [
        {
          replyid: '0',
          userid: 815,
          name: 'Carl Client',
          message: 'One two',
          attachment: '',
          date: '2025-03-01 10:00:00',
        },
        {
          ...{ replyid: 12, requestor_name: 'Ann Agent', requestor_type: 'Operator', admin: 'Ann Agent', rating: 4 },
          ...{ message: '**Answer**', attachment: '123456_a.txt', attachments: [{ filename: 'a.txt', index: 0 }] },
        },
      ],
    },
    notes: { note: [{ noteid: 5, message: 'Psst', admin: 'Ann Agent', attachments_removed: true }] },
  });
  expect(lines.filter(({ title }) => title === '123456')).toEqual([
    { line: 'note', kind: 'attachment', source_id: 'note:5:0', title: '123456', reason: 'file pruned there' },
  ]);
  const hidden = await world.rows(
    `select mail_id, (select array_agg(staff_id) from followers f where f.ticket_id = m.ticket_id) as followers
     from messages m where ticket_id = 100 and is_first`,
  );
  expect(hidden).toEqual([{ mail_id: 'a@b', followers: [3] }]);
});

/** Rows of a ticket and what belongs to it, without what no two tickets share. */
async function rowsOf(ticketId: number): Promise<unknown> {
  const [row] = await world.rows<{ all: unknown }>(
    `select json_build_object(
       'ticket', to_jsonb(t) - '{id,number,access_code,source,viewed_by_staff}'::text[],
       'messages', (select json_agg(to_jsonb(m) - '{id,ticket_id}'::text[] order by m.is_first desc, m.created_at)
                    from messages m where m.ticket_id = t.id),
       'notes', (select json_agg(to_jsonb(n) - '{id,ticket_id}'::text[]) from notes n where n.ticket_id = t.id),
       'recipients', (select json_agg(to_jsonb(r) - 'ticket_id') from recipients r where r.ticket_id = t.id),
       'tally', (select json_agg(to_jsonb(r) - '{message_id,ticket_id}'::text[]) from staff_replies r where r.ticket_id = t.id))
       as all from tickets t where t.id = $1`,
    [ticketId],
  );
  return row?.all;
}

test('its rows are those that calls would have written', async () => {
  world.now = at(5);
  const { id } = await world.done('OpenTicket', {
    ...{ clientid: 815, deptid: 1, subject: 'As called', message: 'Hello', priority: 'Low' },
    cc: 'bob@example.com',
  });
  world.now = at(6);
  await world.done('AddTicketReply', { ticketid: id, message: 'Answer', adminusername: 'ann' }, 'ann');
  await world.done('AddTicketNote', { ticketid: id, message: 'Psst' }, 'ann');
  expect(await rowsOf(150)).toEqual(await rowsOf(Number(id)));
});

test('the first department of a new desk becomes the one with its id, and all keep their ids', async () => {
  expect(await world.rows('select id, name from departments where not hidden order by id')).toEqual([
    { id: 1, name: 'Sales' },
    { id: 2, name: 'Own' },
    { id: 4, name: 'Billing' },
  ]);
});

test('predefined replies lie in their categories', async () => {
  expect((await world.done('GetPredefinedReplyCategories')).categories).toEqual({
    category: [
      expect.objectContaining({ id: 2, parentid: 3, name: 'Child', replycount: 1 }),
      expect.objectContaining({ id: 3, parentid: 0, name: 'Top' }),
    ],
  });
});

test('what merged tickets said is in the one that has their conversation now, once', async () => {
  const replies = await repliesOf(200);
  expect(replies.map(({ message }) => message)).toEqual(['Body of 200', 'Copied', 'Not copied', 'Answer there']);
  expect(replies[1]).toMatchObject({
    ...{
      replyid: 21,
      attachments: [
        { filename: 'a.txt', index: 0 },
        { filename: 'b.txt', index: 1 },
      ],
    },
  });
  expect(await repliesOf(201)).toEqual(replies);
  expect(await world.done('GetTicket', { ticketnum: '9202' })).toMatchObject({
    id: 200,
    notes: { note: [{ noteid: 6 }] },
  });
  for (const alone of [203, 204, 205]) expect(await repliesOf(alone)).toMatchObject([{ message: `Body of ${alone}` }]);
  expect((await world.done('GetMergedTickets', { ticketid: 200 })).tickets).toMatchObject({
    ticket: [
      { id: 201, tid: '9201', recorded: false },
      { id: 202, tid: '9202' },
    ],
  });
});

test('nothing becomes open, visible or guessable by what the old desk has lost', async () => {
  expect(await world.done('GetTicket', { ticketid: 300 })).toMatchObject({
    ...{ deptname: 'Moved (deleted department 77)', status: 'Escalated', priority: 'Urgent', subject: '(no subject)' },
    c: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
    customfields: { customfield: [{ name: 'Plan', value: 'Huge' }] },
  });
  expect(await world.done('GetTicket', { ticketid: 301 })).toMatchObject({
    ...{
      deptname: 'Moved (without a department)',
      status: 'Auto Closed',
      userid: 0,
      name: 'Deleted client 816',
      email: '',
    },
    replies: { reply: [{ name: 'Deleted client 816', requestor_type: 'Guest' }, { admin: 'Gone Gil' }] },
  });
  expect(await world.done('GetTicket', { ticketid: 302 })).toMatchObject({
    ...{ tid: '302', date: '2025-03-03 10:00:00', lastreply: '2025-03-03 10:00:00', flag: 0, cc: 'a@b.example' },
    replies: { reply: [{ message: '' }, { message: 'No date' }, { message: 'Date', rating: 0 }] },
  });
  expect(await world.done('GetTicket', { ticketid: 303 })).toMatchObject({ subject: 'Two lines', service: '' });
  expect(await world.rows('select title, is_active, is_closed from statuses where id > 6 order by title')).toEqual([
    { title: 'Auto Closed', is_active: false, is_closed: true },
    { title: 'Escalated', is_active: true, is_closed: false },
  ]);
  const hidden = await world.rows(`select name from departments where hidden order by name`);
  expect(hidden).toEqual([{ name: 'Moved (deleted department 77)' }, { name: 'Moved (without a department)' }]);
});

test('a number that a ticket has stays with it, and the next one gets another', async () => {
  expect(await world.done('GetTicket', { ticketnum: taken.tid })).toMatchObject({ id: taken.id });
  expect(await world.done('GetTicket', { ticketnum: `${taken.tid}-2` })).toMatchObject({ id: 400 });
  expect(await world.done('GetTicket', { ticketnum: '9300-2' })).toMatchObject({ id: 303 });
});

test('every difference has a line', () => {
  const said = lines.map(({ line, kind, source_id, reason }) => `${line} ${kind} ${source_id}: ${reason}`);
  expect(said.sort()).toEqual(
    [
      'differs customField 7: value that is no option',
      'differs customField 9: required field',
      'differs department 77: unknown department',
      'differs department none: unknown department',
      'differs ticket 203: merged into nothing',
      'differs ticket 204: merged into nothing',
      'differs ticket 205: merged into nothing',
      'differs message 32: date unknown',
      'differs message 33: rating out of range',
      'differs message t301: author is gone',
      'differs message t302: no opening message',
      'differs priority urgent: unknown priority',
      'differs status auto closed: unknown status',
      'differs status escalated: unknown status',
      'differs ticket 300: no subject',
      'differs ticket : no access code',
      'differs ticket 301: client is gone',
      'differs ticket 302: assignee is gone',
      'differs ticket 302: copies to no address',
      'differs ticket 302: date unknown',
      'differs ticket 302: unusable number',
      'differs ticket 303: service is gone',
      'differs ticket 303: unusable number',
      'differs ticket 400: number taken',
      'note attachment note:5:0: file pruned there',
      'note ticket 201: opening message is there already',
      'note message : date of ratings unknown',
      'note message : name of no member of staff: Gone',
      'note message : name of no member of staff: Gone Gil',
      'note ticket : closing date unknown',
      'stays customFieldValue 6:300: value of no field',
      'stays message 34: ticket is gone',
    ].sort(),
  );
});

test('digests are equal exactly where nothing differs', async () => {
  const digests = await world.rows<{ id: string; differs: string[]; equal: boolean }>(
    'select source_id as id, differs, there = here as equal from import_digests order by length(source_id), source_id',
  );
  expect(digests.filter(({ equal }) => equal).map(({ id }) => id)).toEqual(['100', '110', '150', '200', '201', '202']);
  expect(Object.fromEntries(digests.filter(({ equal }) => !equal).map(({ id, differs }) => [id, differs]))).toEqual({
    203: ['merged_into'],
    204: ['merged_into'],
    205: ['merged_into'],
    300: ['access_code', 'subject', 'fields'],
    301: ['requester', 'messages'],
    302: ['number', 'assignee', 'created', 'last_reply', 'copies', 'messages'],
    303: ['number', 'about'],
    400: ['number'],
  });
});

test('old links open tickets, also merged ones and those with odd numbers', async () => {
  for (const [number, code, body] of [
    ['123456', 'abcdEFGH', 'Answer'],
    ['ABC - 1234 - 2025', 'abcdEFGH', 'Body of 110'],
    ['9201', 'ijklMNOP', 'Not copied'],
  ] as const) {
    const page = await world.send(`/viewticket.php?tid=${encodeURIComponent(number)}&c=${code}`);
    expect(page.status).toBe(200);
    expect(shown(page.text)).toContain(body);
  }
  const page = await world.send('/viewticket.php?tid=9300&c=');
  expect(shown(page.text)).not.toContain('Body of 300');
});

test('a later run carries what changed there, and leaves what changed here', async () => {
  const { records } = old;
  const change = (id: string, more: object) =>
    Object.assign(records.ticket?.find(({ sourceId }) => sourceId === id) ?? {}, more);
  change('110', { statusId: 'closed', mergedIntoId: '303', lastReplyAt: at(9) });
  change('100', { subject: 'Help!' });
  Object.assign(records.customFieldValue?.find(({ sourceId }) => sourceId === '9:100') ?? {}, { value: 'B' });
  records.message?.push({ sourceId: '61', ticketId: '200', body: 'New there', createdAt: at(9) });
  await world.done('UpdateTicket', { ticketid: 303, subject: 'Changed here' });
  await world.done('UnmergeTicket', { ticketid: 202 });
  const later = await move();
  expect(await world.done('GetTicket', { ticketid: 100 })).toMatchObject({
    subject: 'Help!',
    customfields: { customfield: [{}, {}, { value: 'B' }] },
  });
  expect(await world.done('GetTicket', { ticketnum: 'ABC - 1234 - 2025' })).toMatchObject({
    id: 303,
    subject: 'Changed here',
  });
  expect(await repliesOf(202)).toMatchObject([{ message: 'Not copied' }]);
  expect((await repliesOf(200)).at(-1)).toMatchObject({ replyid: 61, message: 'New there' });
  expect(later.filter(({ line }) => line === 'changed-here')).toEqual([]);
});

test('answers to old mail find their tickets', async () => {
  const take = (subject: string, headers = {}) =>
    takeMail(
      { ...world.desk, onFailure: () => {} },
      mailOf({ from: 'Gus <gus@example.com>', subject, text: 'Thanks.', headers }),
      {
        ...{ way: 'imap', mailboxId: null, receivedAt: world.now, recipients: [], departmentId: 1 },
      },
    );
  expect(await take('Re: [Ticket ID: ABC - 1234 - 2025] Subject')).toMatchObject({ outcome: 'reply', ticketId: 303 });
  expect(await take('Re: [Ticket ID: ABC -\r\n 1234 - 2025] Subject')).toMatchObject({
    outcome: 'reply',
    ticketId: 303,
  });
  expect(await take('Re: [Ticket ID: 9201] Subject')).toMatchObject({ outcome: 'reply', ticketId: 200 });
  expect(await take('Re: Help', { 'In-Reply-To': '<a@b>' })).toMatchObject({ outcome: 'reply', ticketId: 100 });
});

test('what is gone there, or changed on both sides, is named by the number of its ticket', async () => {
  const { records } = old;
  const without = <R extends { sourceId: string }>(list: R[] | undefined, id: string) =>
    list?.filter(({ sourceId }) => sourceId !== id) ?? [];
  Object.assign(old.records, {
    ticket: without(records.ticket, '400'),
    message: without(without(records.message, 't400'), '61'),
  });
  Object.assign(records.ticket?.find(({ sourceId }) => sourceId === '100') ?? {}, { subject: 'There' });
  await world.done('UpdateTicket', { ticketid: 100, subject: 'Here' });
  const [row] = await world.rows<{ tid: string }>(
    `select t.number as tid from tickets t join import_records r on r.target_id = t.id
     where r.kind = 'ticket' and r.source_id = '400'`,
  );
  const told = (await move()).filter(({ line }) => line === 'gone' || line === 'changed-here');
  expect(told.map(({ line, kind, source_id, title }) => [line, kind, source_id, title]).sort()).toEqual([
    ['changed-here', 'ticket', '100', '123456'],
    ['gone', 'message', '61', '9200'],
    ['gone', 'message', 't400', row?.tid],
    ['gone', 'ticket', '400', row?.tid],
  ]);
});
