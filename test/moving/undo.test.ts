import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { undoImport } from '../../src/moving/undo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type OldRecords, oldDesk } from '../support/old-records';
import { PEOPLE } from '../support/simple-carriers';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

const now = () => new Date('2026-11-29T12:00:00Z');
const carriers = [...TICKET_CARRIERS, ...PEOPLE];
const at = (day: number) => new Date(Date.UTC(2025, 2, day));

const old = oldDesk(
  {
    status: [{ sourceId: 'open', title: 'Open' }],
    department: [
      { sourceId: '1', name: 'Sales' },
      { sourceId: '2', name: 'Billing' },
    ],
    client: [
      { sourceId: '815', firstName: 'Carl', lastName: 'C', email: 'carl@example.com' },
      { sourceId: '816', firstName: 'Dora', lastName: 'D', email: 'dora@example.com' },
    ],
    ticket: [40, 41, 42, 43].map((id) => ({
      ...{ sourceId: `${id}`, number: `9000${id}`, accessCode: 'abcdefgh', departmentId: id === 43 ? '2' : '1' },
      ...{ subject: `Subject ${id}`, statusId: 'Open', priorityId: 'Medium', clientId: id < 42 ? '815' : '816' },
      ...{ createdAt: at(1), updatedAt: at(2), lastReplyAt: at(2), tags: [`tag${id}`], cc: ['cc@example.com'] },
    })),
    message: [40, 41, 42, 43].flatMap((id) => [
      { sourceId: `t${id}`, ticketId: `${id}`, isFirst: true, clientId: '815', body: 'Opening', createdAt: at(1) },
      { sourceId: `${id}`, ticketId: `${id}`, clientId: '815', body: 'Reply', createdAt: at(2) },
    ]),
    note: [{ sourceId: '1', ticketId: '41', body: 'A note', createdAt: at(2) }],
    attachment: [{ sourceId: 'message:40:0', ticketId: '40', messageId: '40', filename: 'a.txt', place: 'a' }],
  } satisfies OldRecords,
  { files: { a: Buffer.from('a') } },
);

/** What the desk has, without what is written at any time. */
const content = async () => {
  const tables = [
    'departments',
    'statuses',
    'clients',
    'tickets',
    'messages',
    'notes',
    'attachments',
    'tags',
    'recipients',
  ];
  const rows = tables.map(async (table) => [
    table,
    await world.rows(`select to_jsonb(r) - 'updated_at' as row from ${table} r order by r::text`),
  ]);
  return Object.fromEntries(await Promise.all(rows));
};

const lines = (runId: number) =>
  world.rows<{ kind: string; source_id: string; reason: string }>(
    `select kind, source_id, reason from import_lines where run_id = $1 and line = 'changed-here' order by 1, 2`,
    [runId],
  );

test('a run that is taken back leaves the desk as it was', async () => {
  const before = await content();
  const { runId } = await runImport(database.connection, old, { carriers, now });
  expect((await content()).messages).toHaveLength(8);
  expect(await undoImport(database.connection, { carriers, now })).toBe(runId);
  expect(await content()).toEqual(before);
  expect(await lines(runId)).toEqual([]);
  expect(await world.rows('select 1 from import_records')).toEqual([]);
  expect(await world.logged()).toMatchObject({ action: 'import undo' });
  await expect(undoImport(database.connection, { carriers, now })).rejects.toThrow('There is no run to take back');
});

test('a later run is taken back alone, without what was changed here since', async () => {
  const first = await runImport(database.connection, old, { carriers, now });
  const before = await content();
  const { ticket = [], message = [] } = old.records;
  old.records.ticket = ticket.map((one) => ({ ...one, subject: `${one.subject} changed`, tags: ['other'] }));
  old.records.message = [
    ...message,
    { sourceId: '99', ticketId: '40', body: 'New', createdAt: at(3), clientId: '815' },
  ];
  const second = await runImport(database.connection, old, { carriers, now });
  expect(second.kinds.ticket).toMatchObject({ changed: 4 });
  await world.change(`update tickets set subject = 'Here' where number = '900041'`);
  await expect(undoImport(database.connection, { carriers, now, runId: first.runId })).rejects.toThrow(
    `Only the last run can be taken back, and that is run ${second.runId}`,
  );
  await undoImport(database.connection, { carriers, now });
  expect(await lines(second.runId)).toEqual([
    { kind: 'tag', source_id: 'other', reason: 'not taken back: used here' },
    { kind: 'ticket', source_id: '41', reason: 'not taken back: changed here' },
  ]);
  const after = await content();
  expect(after.messages).toEqual(before.messages);
  const isOther = ({ row }: { row: { number: string } }) => row.number !== '900041';
  expect(after.tickets.filter(isOther)).toEqual(before.tickets.filter(isOther));
  [old.records.ticket, old.records.message] = [ticket, message];
});

test('what was made here keeps what it needs', async () => {
  const [ticket] = await world.rows<{ id: number }>(`select id from tickets where number = '900042'`);
  await world.done('AddTicketReply', { ticketid: ticket!.id, message: 'Written here', clientid: 816 });
  const run = await undoImport(database.connection, { carriers, now });
  // The ticket 900041 was changed by the test before.
  expect(await world.rows('select number from tickets order by 1')).toEqual([
    { number: '900041' },
    { number: '900042' },
  ]);
  expect(await world.rows(`select body from messages where ticket_id = ${ticket!.id} order by created_at`)).toEqual([
    { body: 'Opening' },
    { body: 'Reply' },
    { body: 'Written here' },
  ]);
  expect(await world.rows('select email from clients order by 1')).toEqual([
    { email: 'carl@example.com' },
    { email: 'dora@example.com' },
  ]);
  expect(await world.rows('select name from departments order by 1')).toEqual([{ name: 'Support' }]);
  const why = new Map((await lines(run)).map(({ kind, source_id: id, reason }) => [`${kind} ${id}`, reason]));
  expect(Object.fromEntries(why)).toEqual({
    'client 815': 'not taken back: used here',
    'client 816': 'not taken back: used here',
    'message 41': 'not taken back: part of what stays',
    'message 42': 'not taken back: part of what stays',
    'message t41': 'not taken back: part of what stays',
    'message t42': 'not taken back: part of what stays',
    'note 1': 'not taken back: part of what stays',
    'tag tag42': 'not taken back: used here',
    'ticket 41': 'not taken back: changed here',
    'ticket 42': 'not taken back: changed here',
  });
});
