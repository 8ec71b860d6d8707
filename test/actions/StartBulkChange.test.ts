import { localCaller } from '../../src/access/caller';
import { createBulkWork } from '../../src/server/bulk-changes';
import { workOnChange } from '../../src/tickets/bulk/work';
import { expectAnswer } from '../support/answers';
import { hurried, withoutWords } from '../support/locks';
import { manyTickets } from '../support/many-tickets';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld, type World } from '../support/world';

const world = useWorld();
const hurriedWorld = useWorld(hurried);

const opened = async (count: number, more: Record<string, unknown> = {}): Promise<number[]> => {
  const ids: number[] = [];
  for (let at = 0; at < count; at++) ids.push((await world.ticket({ noemail: true, ...more })).id);
  return ids;
};
const start = (params: Record<string, unknown>, admin?: string) => world.done('StartBulkChange', params, admin);
const ticketsOf = (ids: number[]) =>
  world.rows<Record<string, unknown>>(
    `select t.id, s.title as status, t.assignee_id as flag, t.department_id as deptid, p.name as priority,
       t.deleted_at is not null as deleted, t.closed_at is not null as closed,
       array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id order by tt.position) as tags
     from tickets t join statuses s on s.id = t.status_id join priorities p on p.id = t.priority_id
     where t.id = any($1) order by t.id`,
    [ids],
  );
const work = (of: World = world) => createBulkWork(of.desk)();
const later = (seconds: number) => {
  world.now = new Date(world.now.getTime() + seconds * 1_000);
};

test('changes all of them at once, each with its events and its entry in the log', async () => {
  const flag = await world.admin('flagged');
  const deptid = await world.department({ preventClientClosure: true });
  const ids = await opened(2);
  await world.events();
  const params = { status: 'Closed', flag: 'flagged', deptid, priority: 'High', addtags: 'one, Two' };
  const answer = await start({ ticketids: ids.join(','), ...params }, 'flagged');
  expectAnswer('StartBulkChange', answer);
  expect(answer).toMatchObject({ state: 'done', total: 2, done: 2, failed: 0, canundo: true, admin: 'Jo Admin' });
  expect(answer.changes).toMatchObject({ status: 'Closed', flag, deptid, priority: 'High', addtags: 'one,Two' });
  const expected = {
    status: 'Closed',
    flag,
    deptid,
    priority: 'High',
    deleted: false,
    closed: true,
    tags: ['one', 'Two'],
  };
  expect(await ticketsOf(ids)).toEqual(ids.map((id) => ({ id, ...expected })));
  const each = ['TicketDepartmentChange', 'TicketPriorityChange', 'TicketFlagged', 'TicketStatusChange', 'TicketClose'];
  expect(await world.events()).toEqual([...each, ...each]);
  const log = await world.rows(
    `select description, caller, action, changes -> 'status' as status from activity_log where description like '%: id ' || $1`,
    [ids[0]],
  );
  expect(log).toContainEqual({
    ...{ description: `Ticket closed: id ${ids[0]}`, caller: `local:staff:${flag}`, action: 'StartBulkChange' },
    status: ['Open', 'Closed'],
  });
  expect(await world.logged()).toMatchObject({
    description: `StartBulkChange: bulkid ${String(answer.bulkid)}`,
    changes: { tickets: [null, 2] },
  });
});

test('a ticket that has it all already has no events, and counts as done', async () => {
  const ids = await opened(2);
  await world.done('UpdateTicket', { ticketid: ids[0], status: 'Closed' });
  await world.events();
  expect(await start({ ticketids: ids, close: true })).toMatchObject({ done: 2 });
  expect(await world.events()).toEqual(['TicketStatusChange', 'TicketClose']);
});

test('tickets that the caller does not work on fail as if they did not exist', async () => {
  const other = await world.department();
  await world.admin('elsewhere', { departmentIds: [other] });
  const [theirs, merged, deleted, own] = [...(await opened(3)), ...(await opened(1, { deptid: other }))];
  await world.done('MergeTicket', { ticketid: theirs, mergeticketids: merged });
  await world.change('update tickets set deleted_at = now() where id = $1', [deleted]);
  const ids = [theirs, merged, deleted, own, 999_999];
  const { bulkid, ...answer } = await start({ ticketids: ids, priority: 'Low' }, 'elsewhere');
  expect(answer).toMatchObject({ total: 5, done: 1, failed: 4 });
  const { failures } = await world.done('GetBulkChange', { bulkid });
  const reason = 'Ticket ID Not Found';
  expect(failures).toMatchObject({
    failure: [theirs, merged, deleted, 999_999].map((ticketid) => ({ ticketid, during: 'change', reason })),
  });
  expect((await ticketsOf([theirs!]))[0]).toMatchObject({ priority: 'Medium' });
});

test('tags are added once, in any letter case, and removed', async () => {
  const [one] = await opened(1);
  await start({ ticketids: one, addtags: ['red', 'blue'] });
  await start({ ticketids: one, addtags: 'RED,green', removetags: 'Blue' });
  expect((await ticketsOf([one!]))[0]).toMatchObject({ tags: ['red', 'green'] });
});

test('finds the tickets itself, and works on many in the background', async () => {
  const ids = await manyTickets(world, 60, 'Zebra crossing');
  await world.events();
  const answer = await start({ query: 'zebra is:open', close: true });
  expect(answer).toMatchObject({ state: 'running', total: 60, done: 0 });
  await work();
  expect(await world.done('GetBulkChange', { bulkid: answer.bulkid })).toMatchObject({ state: 'done', done: 60 });
  expect((await ticketsOf(ids)).every(({ status }) => status === 'Closed')).toBe(true);
  expect((await world.events()).filter((event) => event === 'TicketClose')).toHaveLength(60);
  await world.done('UndoBulkChange', { bulkid: answer.bulkid });
  await work();
  expect(await world.done('GetBulkChange', { bulkid: answer.bulkid })).toMatchObject({ state: 'undone', undone: 60 });
  expect((await ticketsOf(ids)).every(({ status }) => status === 'Open')).toBe(true);
});

test('one answer goes to many tickets, in the words of each, when nobody has undone it for ten seconds', async () => {
  await world.admin('answerer');
  const ids = [...(await opened(1, { name: 'Ann Lee' })), ...(await opened(1, { name: 'Bo', subject: 'Lamp' }))];
  const message = 'Hello {$client_first_name}, about {$ticket_subject}: done. {$admin_name}';
  const { bulkid, ...answer } = await start({ ticketids: ids, message, status: 'Closed', addtags: 'told' }, 'answerer');
  expect(answer).toMatchObject({ state: 'held', done: 0, canundo: true });
  await work();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'held' });
  later(11);
  await world.events();
  await work();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'done', done: 2, canundo: false });
  const each = ['TicketAdminReply', 'TicketClose'];
  expect(await world.events()).toEqual([...each, ...each]);
  const bodies = await world.rows(
    'select body, author_name as by from messages where ticket_id = any($1) and not is_first order by ticket_id',
    [ids],
  );
  expect(bodies).toEqual([
    { body: 'Hello Ann, about Subject: done. Jo Admin', by: 'Jo Admin' },
    { body: 'Hello Bo, about Lamp: done. Jo Admin', by: 'Jo Admin' },
  ]);
  expect(await ticketsOf(ids)).toMatchObject(ids.map(() => ({ status: 'Closed', closed: true, tags: ['told'] })));
  expect(await world.call('UndoBulkChange', { bulkid })).toMatchObject({
    message: 'Answers that were sent cannot be undone',
  });
});

test('merges all into one', async () => {
  const ids = await opened(3);
  const answer = await start({ ticketids: ids, mergeinto: ids[1] });
  expect(answer).toMatchObject({ total: 2, done: 2 });
  const ticket = (await world.done('GetTicket', { ticketid: ids[0] })) as unknown as {
    ticketid: unknown;
    replies: { reply: unknown[] };
  };
  expect(ticket).toMatchObject({ ticketid: ids[1] });
  expect(ticket.replies.reply).toHaveLength(3);
});

test('blocks guests and deletes their tickets, but no clients', async () => {
  const { clientId } = await world.client();
  const [one, two] = await opened(2, { email: 'spam@example.com' });
  const [ours] = await opened(1, { clientid: clientId });
  await world.events();
  const { bulkid, ...answer } = await start({ ticketids: [one, two, ours], spam: true });
  expect(answer).toMatchObject({ done: 2, failed: 1 });
  expect(await world.events()).toEqual(['TicketDelete', 'TicketDelete']);
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({
    failures: { failure: [{ ticketid: ours, reason: 'A Client Cannot Be Blocked' }] },
  });
  const guest = { deptid: 1, name: 'G', email: 'SPAM@example.com', subject: 'S', message: 'M' };
  expect(await world.call('OpenTicket', guest)).toMatchObject({ message: 'The sender is blocked' });
  await world.done('UndoBulkChange', { bulkid });
  expect(await world.call('OpenTicket', guest)).toMatchObject({ result: 'success' });
  expect(await ticketsOf([one!, two!])).toMatchObject([{ deleted: false }, { deleted: false }]);
});

test('a ticket that somebody has locked waits for its turn, and nobody waits for it', async () => {
  const ids = await opened(2);
  let bulkid: unknown;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('select 1 from tickets where id = $1 for update', [ids[0]]);
    const answer = await start({ ticketids: ids, priority: 'High' });
    expect(answer).toMatchObject({ state: 'running', done: 1 });
    bulkid = answer.bulkid;
    await work();
    expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'running', done: 1 });
  });
  await work();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'done', done: 2 });
});

test('a ticket that cannot be changed is no obstacle to the others', async () => {
  const ids = await manyTickets(world, 60);
  const { bulkid } = await start({ ticketids: ids, priority: 'High' });
  await world.change(`
    create function no_change() returns trigger language plpgsql as 'begin raise ''broken''; end';
    create trigger no_change before update on tickets for each row when (old.id = ${ids[30]}) execute function no_change()`);
  await work();
  await world.change('drop trigger no_change on tickets; drop function no_change');
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({
    ...{ state: 'done', done: 59, failed: 1 },
    failures: { failure: [{ ticketid: ids[30], reason: 'The ticket could not be changed' }] },
  });
});

test('a batch reads only its own tickets of the change, even if there were hardly any when statistics were gathered', async () => {
  await start({ ticketids: await manyTickets(world, 1), priority: 'High' });
  await world.change('analyze bulk_change_tickets');
  const { bulkid } = await start({ ticketids: await manyTickets(world, 2_000), priority: 'High' });
  const limit = 100;
  const read = await world.desk.dispatcher.within(
    'StartBulkChange',
    localCaller(null, 'system', null),
    async (context) => {
      const { pass } = await workOnChange(context, Number(bulkid), { limit: 1_000 });
      const [before] = await context.db.query<{ rows: number }>(ROWS_READ);
      await workOnChange(context, Number(bulkid), { limit, pass });
      const [after] = await context.db.query<{ rows: number }>(ROWS_READ);
      return after!.rows - before!.rows;
    },
  );
  // To be listed, and to be written.
  expect(read).toBeLessThanOrEqual(2 * limit);
  await work();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'done', done: 2_000 });
});

/** How many rows of changes this connection has read lately. */
const ROWS_READ = `select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
  where relname = 'bulk_change_tickets'`;

/** A program whose role lists only updates of tickets calls through the hatch. */
const remote = useWorld();
let updater: Credentials;
const byUpdater = (params: Record<string, string>, name: string) => ({
  message: `Invalid Permissions: API action "${name}" is not allowed`,
  ...{ params, because: name, world: remote },
  call: (async (action: string, sent: Record<string, string>) => {
    return (await remote.post({ action, ...updater, ...sent })).json;
  }) as World['call'],
});
beforeAll(async () => {
  updater = await remote.credential(['startbulkchange', 'updateticket']);
});
const some = { ticketids: '1', close: true };

testRefusals(world, 'StartBulkChange', [
  { message: 'Message is required', params: { ticketids: '1', message: ' ' } },
  { message: 'Nothing to change', params: { ticketids: '1' } },
  { message: 'Nothing to change', because: 'no tags', params: { ticketids: '1', addtags: ' , ' } },
  { message: 'Merging, deleting and blocking can only be changes of their own', params: { ...some, delete: true } },
  {
    message: 'Merging, deleting and blocking can only be changes of their own',
    because: 'two of them',
    params: { ticketids: '1', mergeinto: 2, spam: true },
  },
  byUpdater({ ticketids: '1', delete: 'true' }, 'deleteticket'),
  byUpdater({ ticketids: '1', mergeinto: '2' }, 'mergeticket'),
  byUpdater({ ticketids: '1', spam: 'true' }, 'blockticketsender'),
  byUpdater({ ticketids: '1', message: 'Hello' }, 'addticketreply'),
  { message: 'Department ID Not Found', params: { ticketids: '1', deptid: 999_999 } },
  {
    message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High',
    params: { ticketids: '1', priority: 'Critical' },
  },
  {
    message: 'Invalid Ticket Status. Valid statuses are: Open,Answered,Customer-Reply,On Hold,In Progress,Closed',
    params: { ticketids: '1', status: 'Ajar' },
  },
  { message: 'Admin ID Not Found', params: { ticketids: '1', flag: 'nobody' } },
  {
    message: 'A ticket may have at most 50 tags',
    params: { ticketids: '1', addtags: Array.from({ length: 51 }, (_, at) => `t${at}`) },
  },
  { message: 'A tag may have at most 100 characters', params: { ticketids: '1', addtags: 't'.repeat(101) } },
  { message: 'Ticket ID Not Found', params: { ticketids: '1', mergeinto: 999_999 } },
  { message: 'There is no variable {$client_shoe}', params: { ticketids: '1', message: 'Size {$client_shoe}' } },
  { message: 'Ticket IDs or a query required', params: { close: true } },
  { message: 'Ticket IDs or a query required', because: 'only commas', params: { close: true, ticketids: ', ' } },
  { message: 'Invalid Ticket IDs: x, -1, 0', params: { close: true, ticketids: '1,x,-1,0' } },
  {
    message: 'At most 50000 tickets can be changed at once',
    params: { close: true, ticketids: Array.from({ length: 50_001 }, (_, at) => at + 1) },
  },
  { message: 'Query not understood: write a value after "status:"', params: { close: true, query: 'status:' } },
  {
    message: 'The search must have a word to look for, and not only words to leave out',
    params: { close: true, query: '-printer' },
  },
  {
    message: 'The search takes too long: look for rarer words, or narrow it by other filters',
    params: { close: true, query: 'words' },
    world: hurriedWorld,
    during: (call) => withoutWords(hurriedWorld, call),
  },
  { message: 'No ticket matches', params: { close: true, query: 'nowherefound' } },
  {
    message: 'At most 500 tickets can be merged at once',
    params: async () => ({
      mergeinto: (await opened(1))[0],
      ticketids: Array.from({ length: 501 }, (_, at) => at + 1_000),
    }),
  },
]);
