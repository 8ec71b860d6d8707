import type { WriteTogether } from '../../../src/database/together';
import { Outdated } from '../../../src/errors';
import { insertReplies, type NewReplyRow } from '../../../src/store/tickets/replying';
import { EVERY_TICKET, findTicketToAddTo, type TicketRow } from '../../../src/store/tickets/tickets';
import { eventually } from '../../support/eventually';
import { useWorld } from '../../support/world';

const world = useWorld();

/** Looks a ticket up without locking it. */
async function lookUp(): Promise<TicketRow> {
  const { id } = await world.ticket();
  const ticket = await world.desk.database.transaction('write', (db) =>
    findTicketToAddTo(db, { id }, EVERY_TICKET, true),
  );
  expect(ticket).toMatchObject({ id, version: expect.any(String) });
  return ticket!;
}

const reply = (ticket: TicketRow, body: string): NewReplyRow => ({
  ...{ ticket, body, format: 'plain', parentId: null, createdAt: world.now, now: world.now },
  author: {
    ...{ kind: 'guest', clientId: null, userId: null, contactId: null, staffId: null },
    ...{ name: 'Gus', email: 'gus@example.com' },
  },
  sent: {
    status: { id: 2, isClosed: false },
    events: [{ name: 'TicketUserReply', payload: { ticketid: ticket.id, replyid: null } }],
  },
  activity: {
    ...{ at: world.now, action: 'AddTicketReply', description: `Reply added: id ${ticket.id}, reply ` },
    ...{ caller: 'local', username: 'A', address: '', staffId: null, clientId: null, userId: null, changes: null },
  },
});

/** Writes a reply as a call does that does nothing else. */
const write = (row: NewReplyRow, kind = insertReplies) =>
  world.desk.database.transaction('write', async (db) => {
    const id = await db.writeTogether(kind, row, true);
    if (id === undefined) throw new Outdated();
    return id;
  });

/** Writes replies with one statement. */
const writeAll = (rows: NewReplyRow[]) =>
  world.desk.database.transaction('write', (db) => insertReplies.write(db, rows, 'infinity'));

const bodiesOf = async ({ id }: TicketRow): Promise<string[]> =>
  (
    await world.rows<{ body: string }>('select body from messages where ticket_id = $1 and not is_first order by id', [
      id,
    ])
  ).map(({ body }) => body);

test('a statement writes a reply to each ticket, and of two replies to one ticket the first', async () => {
  const [one, other] = [await lookUp(), await lookUp()];
  const ids = await writeAll([reply(other, 'first'), reply(one, 'only'), reply(other, 'second')]);
  expect(ids).toEqual([expect.any(Number), expect.any(Number), undefined]);
  expect([await bodiesOf(one), await bodiesOf(other)]).toEqual([['only'], ['first']]);
});

test('a reply to a ticket that has changed since it was looked up is not written', async () => {
  const [changed, same] = [await lookUp(), await lookUp()];
  await world.change('update tickets set subject = subject where id = $1', [changed.id]);
  const before = await world.counts();
  expect(await writeAll([reply(changed, 'late')])).toEqual([undefined]);
  expect(await world.counts()).toEqual(before);
  expect(await writeAll([reply(changed, 'late'), reply(same, 'in time')])).toEqual([undefined, expect.any(Number)]);
});

test('a reply to a ticket that changes after the statement has begun is not written', async () => {
  const ticket = await lookUp();
  const [{ definition }] = (await world.rows<{ definition: string }>(
    `select pg_get_functiondef('in_time'::regproc) as definition`,
  )) as [{ definition: string }];
  // Stops each statement after its snapshot was taken, and before it locks a ticket.
  await world.change(`create or replace function in_time(deadline timestamptz) returns boolean language plpgsql volatile as
    'begin perform pg_advisory_xact_lock(1); return true; end'`);
  let writing: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('select pg_advisory_xact_lock(1)');
    writing = writeAll([reply(ticket, 'late')]);
    await eventually(
      async () =>
        (
          await world.rows(`select 1 from pg_locks l join pg_database d on d.oid = l.database
          where locktype = 'advisory' and not granted and datname = current_database()`)
        ).length > 0,
    );
    await world.change('update tickets set subject = subject where id = $1', [ticket.id]);
  });
  expect(await writing).toEqual([undefined]);
  await world.change(definition);
});

test('a ticket that somebody is changing keeps no other reply waiting', async () => {
  const [locked, free] = [await lookUp(), await lookUp()];
  await world.desk.database.transaction('write', async (db) => {
    await db.query('select from tickets where id = $1 for no key update', [locked.id]);
    expect(await writeAll([reply(locked, 'late'), reply(free, 'in time')])).toEqual([undefined, expect.any(Number)]);
  });
});

test('a row that cannot be written fails no other', async () => {
  const rows = [await lookUp(), await lookUp(), await lookUp()].map((ticket, at) => reply(ticket, `with ${at}`));
  rows[1]!.author = { ...rows[1]!.author, kind: 'client', clientId: 999_999 };
  const results = await Promise.allSettled(rows.map((row) => write(row)));
  expect(results).toMatchObject([
    { value: expect.any(Number) },
    { reason: { code: '23503' } },
    { value: expect.any(Number) },
  ]);
});

/** Kills the connection after, or instead of, writing. */
const killed = (isWritten: boolean): WriteTogether<NewReplyRow, number | undefined> => ({
  ...insertReplies,
  async write(db, rows, deadline) {
    if (isWritten) await insertReplies.write(db, rows, deadline);
    await db.query('select pg_terminate_backend(pg_backend_pid())');
    throw new Error('not reached');
  },
});

test('replies whose answer was lost are found', async () => {
  const tickets = [await lookUp(), await lookUp()];
  const kind = killed(true);
  const ids = await Promise.all(tickets.map((ticket, at) => write(reply(ticket, `lost ${at}`), kind)));
  const stored = await world.rows(`select id from messages where body like 'lost %' order by body`);
  expect(stored).toEqual(ids.map((id) => ({ id })));
});

test('a reply that was not written before the connection broke is reported as unknown, even if there was an equal one', async () => {
  const { id } = await lookUp();
  const find = () =>
    world.desk.database.transaction('write', (db) => findTicketToAddTo(db, { id }, EVERY_TICKET, true));
  await write(reply((await find())!, 'the same'));
  const again = reply((await find())!, 'the same');
  await expect(write(again, killed(false))).rejects.toMatchObject({
    message: expect.stringMatching(/^Outcome unknown/),
  });
  expect(await bodiesOf(again.ticket as TicketRow)).toEqual(['the same']);
});

test('a call that was outdated runs again, and locks what it looks up', async () => {
  const { id: ticketId } = await lookUp();
  const versions: unknown[] = [];
  const running = world.desk.database.transaction('write', async (db) => {
    const ticket = await findTicketToAddTo(db, { id: ticketId }, EVERY_TICKET, true);
    versions.push(ticket?.version);
    if (db.isShared) await world.change('update tickets set subject = subject where id = $1', [ticketId]);
    const id = await db.writeTogether(insertReplies, reply(ticket!, 'again'), true);
    if (id === undefined) throw new Outdated();
    return id;
  });
  expect(await running).toEqual(expect.any(Number));
  expect(versions).toEqual([expect.any(String), null]);
});

test('a call that is outdated although it locked fails', async () => {
  let attempts = 0;
  const failing = world.desk.database.transaction('write', async () => {
    attempts++;
    throw new Outdated();
  });
  await expect(failing).rejects.toThrow(Outdated);
  expect(attempts).toBe(2);
});
