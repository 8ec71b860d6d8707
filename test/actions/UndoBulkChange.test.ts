import { createBulkWork } from '../../src/server/bulk-changes';
import { expectAnswer } from '../support/answers';
import { manyTickets } from '../support/many-tickets';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const opened = async (count: number): Promise<number[]> => {
  const ids: number[] = [];
  for (let at = 0; at < count; at++) ids.push((await world.ticket({ noemail: true })).id);
  return ids;
};
const start = async (params: Record<string, unknown>) => (await world.done('StartBulkChange', params)).bulkid;
const undo = (bulkid: unknown) => world.done('UndoBulkChange', { bulkid });
const later = (seconds: number) => {
  world.now = new Date(world.now.getTime() + seconds * 1_000);
};
/** All that a change can change. */
const stateOf = (ids: number[]) =>
  world.rows(
    `select t.id, status_id, closed_at, assignee_id, department_id, prevent_client_closure, priority_id, deleted_at,
       merged_into_id, subject, (select array_agg(m.id order by m.id) from messages m where m.ticket_id = t.id) as messages,
       array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id order by tt.position) as tags
     from tickets t where t.id = any($1) order by t.id`,
    [ids],
  );

test('each ticket is again what it was', async () => {
  await world.admin('flagged');
  const deptid = await world.department({ preventClientClosure: true });
  const ids = await opened(3);
  await world.done('UpdateTicket', { ticketid: ids[0], status: 'Closed', priority: 'Low', flag: 'flagged' });
  await start({ ticketids: ids[1], addtags: 'a,b,c' });
  const before = await stateOf(ids);
  later(1);
  const bulkid = await start({
    ...{ ticketids: ids, status: 'On Hold', flag: '0', deptid, priority: 'High', addtags: 'd', removetags: 'b' },
  });
  later(1);
  await world.events();
  const answer = await undo(bulkid);
  expectAnswer('UndoBulkChange', answer);
  expect(answer).toMatchObject({ state: 'undone', done: 3, undone: 3, kept: 0, canundo: false });
  expect(await stateOf(ids)).toEqual(before);
  expect(new Set(await world.events())).toEqual(
    new Set(['TicketDepartmentChange', 'TicketPriorityChange', 'TicketFlagged', 'TicketStatusChange', 'TicketClose']),
  );
  const [closing] = await world.rows(`select payload from outbox where event = 'TicketClose' order by id desc limit 1`);
  expect(closing).toEqual({ payload: { ticketid: ids[0], noemail: true } });
});

test('a ticket that somebody has changed since stays as it is, and is named', async () => {
  const ids = await opened(3);
  const bulkid = await start({ ticketids: ids, priority: 'High' });
  later(1);
  await world.done('AddTicketReply', { ticketid: ids[1], message: 'Still there?', name: 'G', email: 'g@example.com' });
  await world.done('DeleteTicket', { ticketid: ids[2] });
  expect(await undo(bulkid)).toMatchObject({ state: 'undone', undone: 1, kept: 2 });
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({
    failures: {
      failure: [
        { ticketid: ids[1], during: 'undo', reason: 'The ticket has changed since' },
        { ticketid: ids[2], tid: '', during: 'undo', reason: 'The ticket is gone' },
      ],
    },
  });
  expect(await world.done('GetTicket', { ticketid: ids[1] })).toMatchObject({
    priority: 'High',
    status: 'Customer-Reply',
  });
});

test('deleted tickets come back, merged ones are on their own again', async () => {
  const ids = await opened(3);
  const before = await stateOf(ids);
  const deleted = await start({ ticketids: ids, delete: true });
  expect(await world.call('GetTicket', { ticketid: ids[0] })).toMatchObject({ result: 'error' });
  later(1);
  await world.events();
  await undo(deleted);
  expect(await world.events()).toEqual(['TicketRestore', 'TicketRestore', 'TicketRestore']);
  expect(await stateOf(ids)).toEqual(before);
  later(1);
  const merged = await start({ ticketids: ids, mergeinto: ids[2] });
  later(1);
  expect(await undo(merged)).toMatchObject({ undone: 2, kept: 0 });
  expect(await stateOf(ids)).toEqual(before);
});

test('of two changes, the later one is undone first, and then the earlier one', async () => {
  const ids = await opened(2);
  const before = await stateOf(ids);
  const first = await start({ ticketids: ids, priority: 'High' });
  later(1);
  const second = await start({ ticketids: ids, status: 'Closed' });
  later(1);
  await undo(second);
  later(1);
  expect(await undo(first)).toMatchObject({ undone: 2, kept: 0 });
  expect(await stateOf(ids)).toEqual(before);
});

test('answers that wait are never sent', async () => {
  const ids = await opened(1);
  const bulkid = await start({ ticketids: ids, message: 'Too early' });
  expect(await undo(bulkid)).toMatchObject({ state: 'cancelled', done: 0, canundo: false });
  later(60);
  await createBulkWork(world.desk)();
  expect(await world.rows('select 1 from messages where ticket_id = $1 and not is_first', [ids[0]])).toEqual([]);
});

test('one that is not finished ends, and what it has done is undone', async () => {
  const ids = await manyTickets(world, 60);
  const bulkid = await start({ ticketids: ids, priority: 'High' });
  expect(await undo(bulkid)).toMatchObject({ state: 'undoing', done: 0 });
  await createBulkWork(world.desk)();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'undone', undone: 0 });
  expect(await world.rows('select 1 from tickets where id = any($1) and priority_id = 3', [ids])).toEqual([]);
});

async function sent() {
  const bulkid = await start({ ticketids: await opened(1), message: 'Done' });
  later(11);
  await createBulkWork(world.desk)();
  return { bulkid };
}

async function undone() {
  const bulkid = await start({ ticketids: await opened(1), close: true });
  await undo(bulkid);
  return { bulkid };
}

testRefusals(world, 'UndoBulkChange', [
  { message: 'Bulk Change ID Not Found', params: { bulkid: 999_999 } },
  { message: 'Bulk Change ID Not Found', because: 'none', params: {} },
  { message: 'The change is undone already', params: undone },
  { message: 'Answers that were sent cannot be undone', params: sent },
  {
    message: 'The change has changed nothing',
    params: async () => ({ bulkid: await start({ ticketids: '999999', close: true }) }),
  },
]);
