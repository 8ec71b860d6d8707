import type { Db } from '../../src/database/pool';
import { listTicketHistory } from '../../src/store/desk/activity';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Entry {
  ticketid: number;
  what: string;
  name: string;
  adminid: number;
  clientid: number;
  tickets: { ticket: { ticketid: number; tid: string; deleted: boolean }[] };
  changes: { change: { name: string; from: string; to: string }[] };
}

let jo: number;
let ann: number;

beforeAll(async () => {
  jo = await world.admin('jo');
  ann = (await world.client('Ann Lee')).clientId;
});

const historyOf = async (ticketid: number, params = {}): Promise<Entry[]> => {
  const answer = await world.done('GetTicketHistory', { ticketid, limitnum: 100, ...params });
  expectAnswer('GetTicketHistory', answer);
  return (answer as unknown as { history: { entry: Entry[] } }).history.entry;
};

/** `status: Open > Closed` for each change, the oldest first. */
const linesOf = (entries: Entry[]): string[] =>
  entries
    .toReversed()
    .map(
      ({ name, what, changes: { change } }) =>
        `${name}, ${what}: ${change.map((one) => `${one.name} ${one.from} > ${one.to}`).join(', ')}`,
    );

test('says who changed what, and leaves out what the ticket shows anyway', async () => {
  const { id } = await world.ticket({ clientid: ann });
  await world.done('UpdateTicket', { ticketid: id, status: 'On Hold', priority: 'High', flag: 'jo', tags: 'a' }, 'jo');
  await world.done('AddTicketNote', { ticketid: id, message: 'A note' }, 'jo');
  const sent = { ticketid: id, message: 'Secret words' };
  const { replyid } = await world.done('AddTicketReply', { ...sent, adminusername: 'Kim by API' });
  await world.done('AddTicketReply', { ...sent, adminusername: 'Kim by API' });
  await world.done('AddTicketReply', { ...sent, clientid: ann });
  await world.done('UpdateTicketReply', { replyid, message: 'Other secret words' }, 'jo');
  await world.done('DeleteTicketReply', { ticketid: id, replyid }, 'jo');
  await world.done('UpdateTicket', { ticketid: id, subject: 'New' });
  // Callers may write what they like into the log.
  await world.done('LogActivity', { description: `Ticket changed: id ${id}` });
  const entries = await historyOf(id);
  expect(linesOf(entries)).toEqual([
    'Jo Admin, Ticket changed: tags  > a, status Open > On Hold, assignee  > Jo Admin, priority Medium > High',
    'Kim by API, Reply added: status On Hold > Answered',
    'System, Reply added: status Answered > Customer-Reply',
    'Jo Admin, Message rewritten: body ... > ...',
    'Jo Admin, Reply deleted: ',
    'System, Ticket changed: subject Subject > New',
  ]);
  expect(entries.at(-1)).toMatchObject({ ticketid: id, adminid: jo, clientid: 0 });
});

test("includes a merged ticket's history, and no other's", async () => {
  const [one, two, other] = [await world.ticket(), await world.ticket(), await world.ticket()];
  await world.done('UpdateTicket', { ticketid: two.id, priority: 'Low' });
  await world.done('UpdateTicket', { ticketid: other.id, priority: 'High' });
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  const entries = await historyOf(one.id);
  expect(linesOf(entries)).toEqual([
    'System, Ticket changed: priority Medium > Low',
    `System, Tickets merged: merged  > [${two.id}]`,
  ]);
  expect(entries.map(({ ticketid }) => ticketid)).toEqual([one.id, two.id]);
  expect(await historyOf(two.id)).toEqual(entries);
});

test('names the tickets that were merged, unmerged and split off by the numbers that people know', async () => {
  const [one, two, three] = [await world.ticket(), await world.ticket(), await world.ticket()];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: `${two.id},${three.id}` }, 'jo');
  await world.done('UnmergeTicket', { ticketid: three.id }, 'jo');
  const { replyid } = await world.done('AddTicketReply', { ticketid: one.id, message: 'Other', adminusername: 'jo' });
  const split = await world.done('SplitTicket', { ticketid: one.id, messageids: String(replyid), subject: 'Other' });
  await world.change('update tickets set deleted_at = now() where id = $1', [three.id]);
  const numbersOf = (entries: Entry[]) =>
    entries.toReversed().map(({ what, tickets }) => [what, ...tickets.ticket.map(({ tid }) => tid)]);
  const entries = await historyOf(one.id);
  expect(numbersOf(entries)).toEqual([
    ['Tickets merged', two.tid, three.tid],
    ['Ticket unmerged', three.tid],
    ['Reply added'],
    ['Ticket split', String(split.tid)],
  ]);
  expect(entries.at(-1)?.tickets.ticket).toEqual([
    { ticketid: two.id, tid: two.tid, deleted: false },
    { ticketid: three.id, tid: three.tid, deleted: true },
  ]);
});

test('does not name tickets of departments that the administrator does not work in', async () => {
  const { departmentid } = await world.done('AddDepartment', { name: 'Abuse', email: 'abuse@example.com' });
  const [one, two] = [await world.ticket(), await world.ticket()];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  await world.done('UnmergeTicket', { ticketid: two.id });
  await world.done('UpdateTicket', { ticketid: two.id, deptid: departmentid });
  await world.admin('kim', { departmentIds: [1] });
  const seen = await world.done('GetTicketHistory', { ticketid: one.id }, 'kim');
  const { entry } = (seen as unknown as { history: { entry: Entry[] } }).history;
  expect(entry.map(({ tickets }) => tickets.ticket)).toEqual([[], []]);
});

test('has pages and a time', async () => {
  const { id } = await world.ticket();
  const started = world.now;
  for (const [index, subject] of ['a', 'b', 'c'].entries()) {
    world.now = new Date(started.getTime() + index * 60_000);
    await world.done('UpdateTicket', { ticketid: id, subject });
  }
  const to = (entries: Entry[]) => entries.map(({ changes }) => changes.change[0]!.to).join('');
  expect(to(await historyOf(id))).toBe('cba');
  expect(to(await historyOf(id, { limitstart: 1, limitnum: 1 }))).toBe('b');
  const since = new Date(started.getTime() + 60_000).toISOString();
  expect([to(await historyOf(id, { since })), to(await historyOf(id, { until: since }))]).toEqual(['cb', 'a']);
  world.now = started;
});

test('is read from its index', async () => {
  const plan = await world.desk.database.transaction('read', async (db) => {
    await db.query('set local enable_seqscan = off');
    const explain = (sql: string, values: unknown[]) => db.queryOnce(`explain ${sql}`, values);
    const whole = { since: undefined, until: undefined };
    return listTicketHistory({ queryOnce: explain } as unknown as Db, [1], whole, { offset: 0, limit: 25 });
  });
  expect(JSON.stringify(plan.rows)).toContain('activity_log_ticket');
});

testRefusals(world, 'GetTicketHistory', [
  { message: 'Invalid Date Format', params: { ticketid: 1, since: 'soon' } },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
  { message: 'Ticket ID Not Found', because: 'deleted', params: deletedTicket },
]);

async function deletedTicket() {
  const { id } = await world.ticket();
  await world.change('update tickets set deleted_at = now() where id = $1', [id]);
  return { ticketid: id };
}
