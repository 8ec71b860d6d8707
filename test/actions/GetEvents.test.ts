import { NUMBERING_LOCK } from '../../src/store/deliveries/events';
import { lockUntilCommit } from '../../src/store/locks';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

// Only a server numbers events.
beforeAll(() => world.serve());

interface Told {
  id: string;
  type: string;
  sequence: number;
  timestamp: string;
  data: Record<string, unknown>;
  ticket: Record<string, unknown> | '';
}

interface Answer {
  numreturned: number;
  next: number;
  more: boolean;
  first: number;
  last: number;
  events: { event: Told[] };
}

const ask = async (params: Record<string, unknown> = {}, admin?: string) =>
  (await world.done('GetEvents', params, admin)) as unknown as Answer;

/** What has happened since a number, as names. */
async function told(params: Record<string, unknown>, admin?: string) {
  const { events } = await ask(params, admin);
  return events.event.map(({ type }) => type);
}

const last = async () => (await ask({ limit: 1 })).last;

/** Changes events while the server numbers none: it would write over the cursor what it had read before. */
const changeEvents = (sql: string) =>
  world.desk.database.transaction('write', async (db) => {
    await lockUntilCommit(db, NUMBERING_LOCK);
    await db.query(sql);
  });

test('tells what was acknowledged a moment ago, as webhooks tell it', async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  const since = await last();
  const { id, tid } = await world.ticket({ message: 'It does <not> work.' });
  const answer = await ask({ since });
  expectAnswer('GetEvents', { result: 'success', ...answer });
  expect(answer).toMatchObject({ numreturned: 1, next: since + 1, more: false, first: 1, last: since + 1 });
  expect(answer.events.event).toMatchObject([
    {
      id: expect.stringMatching(/^evt_\d+$/),
      ...{ type: 'TicketOpen', sequence: since + 1, timestamp: '2027-01-31T09:00:00.000Z', version: 1 },
      data: { ticketid: id, ticketmask: tid, message: 'It does <not> work.' },
      ticket: { id, tid, status: 'Open', email: 'guest@example.com' },
    },
  ]);
  expect(await ask({ since: since + 1 })).toMatchObject({ numreturned: 0, next: since + 1, more: false });
});

test('goes on where the last answer ended', async () => {
  const since = await last();
  const ids: number[] = [];
  for (let index = 0; index < 5; index++) ids.push((await world.ticket()).id);
  const pages: unknown[] = [];
  const seen: unknown[] = [];
  for (let next = since, more = true; more; ) {
    const page = await ask({ since: next, limit: 2 });
    pages.push([page.numreturned, page.next - since, page.more]);
    seen.push(...page.events.event.map(({ data }) => data.ticketid));
    ({ next, more } = page);
  }
  expect(pages).toEqual([
    [2, 2, true],
    [2, 4, true],
    [1, 5, false],
  ]);
  expect(seen).toEqual(ids);
});

test('begins with the oldest event without since', async () => {
  const { events } = await ask({ limit: 1 });
  expect(events.event[0]?.sequence).toBe(1);
  expect(await ask({ since: 0, limit: 1 })).toEqual(await ask({ limit: 1 }));
});

test('filters by event, ticket and department', async () => {
  const since = await last();
  const department = await world.department();
  const one = await world.ticket();
  const other = await world.ticket({ deptid: department });
  await world.done('UpdateTicket', { ticketid: one.id, status: 'Closed' });
  await world.done('UpdateTicket', { ticketid: other.id, subject: 'New' });
  expect(await told({ since, events: 'ticketopen,TicketClose' })).toEqual(['TicketOpen', 'TicketOpen', 'TicketClose']);
  expect(await told({ since, events: '*' })).toEqual(await told({ since }));
  expect(await told({ since, ticketid: other.id })).toEqual(['TicketOpen', 'TicketSubjectChange']);
  expect(await told({ since, deptid: department })).toEqual(['TicketOpen', 'TicketSubjectChange']);
  expect(await told({ since, deptid: department, events: 'TicketOpen' })).toEqual(['TicketOpen']);
  // What a filter leaves out is not read again.
  const { next, more } = await ask({ since, events: 'ClientAdd' });
  expect([next, more]).toEqual([await last(), false]);
});

test('the id of a merged ticket finds the merge and what happens to the ticket that is left', async () => {
  const since = await last();
  const [one, two] = [await world.ticket(), await world.ticket()];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  await world.done('UpdateTicket', { ticketid: one.id, subject: 'New' });
  expect(await told({ since, ticketid: two.id })).toEqual([
    ...['TicketOpen', 'TicketOpen', 'TicketMerge', 'TicketSubjectChange'],
  ]);
  const others = await last();
  await world.done('DeleteTicket', { ticketid: one.id });
  expect(await told({ since: others, ticketid: one.id })).toEqual(['TicketDelete']);
});

test('reads a limited number of events that nobody wants', async () => {
  await changeEvents(
    `with numbered as (update event_cursor set sequence = sequence + 120000 returning sequence)
     insert into events (sequence, outbox_id, event, created_at)
     select n, n + 1000000, 'ClientEdit', now() from numbered, generate_series(sequence - 119999, sequence) n`,
  );
  const since = (await last()) - 120_000;
  const { id } = await world.ticket();
  const pages: unknown[] = [];
  for (let next = since, more = true; more; ) {
    const page = await ask({ since: next, events: 'TicketOpen' });
    pages.push([page.next - since, page.numreturned]);
    ({ next, more } = page);
  }
  expect(pages).toEqual([
    [50_000, 0],
    [100_000, 0],
    [120_001, 1],
  ]);
  expect(await told({ since, ticketid: id })).toEqual(['TicketOpen']);
});

test('tells an administrator of some departments only what happens to their tickets', async () => {
  const since = await last();
  const own = await world.department();
  await world.admin('limited', { departmentIds: [own] });
  const one = await world.ticket({ deptid: own });
  const other = await world.ticket();
  await world.done('AddAnnouncement', { title: 'Title', announcement: 'Text', date: '2027-01-31' });
  expect(await told({ since }, 'limited')).toEqual(['TicketOpen']);
  expect(await told({ since, ticketid: other.id }, 'limited')).toEqual([]);
  expect(await told({ since, deptid: 1 }, 'limited')).toEqual([]);
  // As in GetTickets, the department counts that the ticket is in now.
  await world.done('UpdateTicket', { ticketid: other.id, deptid: own });
  expect(await told({ since, ticketid: other.id }, 'limited')).toEqual(['TicketOpen', 'TicketDepartmentChange']);
  await world.done('UpdateTicket', { ticketid: one.id, deptid: 1 });
  expect(await told({ since, ticketid: one.id }, 'limited')).toEqual(['TicketDepartmentChange']);
});

test('tells an administrator of some departments that a ticket leaves them, and nothing of it from then on', async () => {
  const own = await world.department();
  await world.admin('leaver', { departmentIds: [own] });
  const foreign = await world.ticket({ subject: 'Secret' });
  const [moved, merged, split] = [
    await world.ticket({ deptid: own }),
    await world.ticket({ deptid: own }),
    await world.ticket({ deptid: own }),
  ];
  const since = await last();
  await world.done('UpdateTicket', { ticketid: moved.id, deptid: 1, subject: 'Secret' });
  await world.done('MergeTicket', { ticketid: foreign.id, mergeticketids: String(merged.id) });
  const { replyid } = await world.done('AddTicketReply', {
    ticketid: split.id,
    message: 'Part',
    adminusername: 'leaver',
  });
  await world.done('SplitTicket', { ticketid: split.id, messageids: String(replyid), deptid: 1 });
  const { events } = await ask({ since, events: 'TicketDepartmentChange,TicketMerge,TicketSplit' }, 'leaver');
  expect(events.event.map(({ type, ticket }) => [type, ticket])).toEqual([
    ['TicketDepartmentChange', ''],
    ['TicketMerge', ''],
    ['TicketSplit', ''],
  ]);
  const all = JSON.stringify(await ask({ since }, 'leaver'));
  expect(all).not.toContain('Secret');
  expect(await told({ since, deptid: own, events: 'TicketMerge' })).toEqual(['TicketMerge']);
  // The ticket that is left belongs to a department of theirs again.
  await world.done('UnmergeTicket', { ticketid: merged.id });
  expect((await told({ since, ticketid: merged.id }, 'leaver')).at(-1)).toBe('TicketUnmerge');
});

test('tells those who work in its department that a ticket is gone for good', async () => {
  const since = await last();
  const own = await world.department();
  await world.admin('colleague', { departmentIds: [own] });
  const { clientId } = await world.client();
  const one = await world.ticket({ deptid: own });
  await world.ticket({ deptid: own, clientid: clientId });
  await world.done('DeleteTicket', { ticketid: one.id });
  await world.done('DeleteClient', { clientid: clientId });
  const all = ['TicketOpen', 'TicketOpen', 'TicketDelete', 'TicketDelete'];
  expect(await told({ since }, 'colleague')).toEqual(all);
  expect(await told({ since, deptid: own })).toEqual(all);
});

test('tells of a deleted ticket, which is then missing', async () => {
  const since = await last();
  const { id } = await world.ticket();
  await world.done('DeleteTicket', { ticketid: id });
  const { events } = await ask({ since, ticketid: id });
  expect(events.event.map(({ type, ticket }) => [type, ticket])).toEqual([
    ['TicketOpen', ''],
    ['TicketDelete', ''],
  ]);
});

test('says which events are kept', async () => {
  await last();
  await changeEvents('delete from events');
  const before = await last();
  expect(await ask({ since: 1 })).toMatchObject({ numreturned: 0, first: before + 1, last: before, next: before });
});

test.each(['xml', 'nvp'])('writes %s', async (responsetype) => {
  const { id } = await world.ticket();
  const { text } = await world.post({ action: 'GetEvents', ticketid: String(id), responsetype });
  expect(text).toContain(responsetype === 'xml' ? '<type>TicketOpen</type>' : 'events[event][0][type]=TicketOpen;');
});

test('callers need a role that lists it', async () => {
  const credential = await world.credential(['gettickets']);
  expect((await world.post({ action: 'GetEvents', ...credential })).status).toBe(403);
});

testRefusals(world, 'GetEvents', [
  { message: 'since must be the sequence of an event, or 0', params: { since: 'yesterday' } },
  { message: 'since must be the sequence of an event, or 0', because: 'negative', params: { since: -1 } },
  { message: 'The limit must be a number from 1 to 1000', params: { limit: 1001 } },
  { message: 'There is no event "TicketEaten"', params: { events: 'TicketOpen,TicketEaten' } },
  {
    message: 'There is no event 9999999 yet: the last one is 200000',
    params: async () => {
      await last();
      await changeEvents('update event_cursor set sequence = 200000');
      return { since: 9_999_999 };
    },
  },
]);
