import { adoptCursor, type NumberedEvent, numberEvents } from '../../src/store/deliveries/events';
import { recordEvent } from '../../src/store/desk/outbox';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.database.poolSize = 8;
});

const write = <T>(work: Parameters<typeof world.desk.database.transaction<T>>[1]) =>
  world.desk.database.transaction('write', work);

async function number(): Promise<NumberedEvent[]> {
  const told: NumberedEvent[] = [];
  for (;;) {
    const numbered = await write((db) =>
      numberEvents(db, (events) => {
        told.push(...events);
        return [];
      }),
    );
    if (numbered?.isRest === false) return told;
  }
}

const record = (count: number, payload: object = {}) =>
  world.change(
    `insert into outbox (event, payload, created_at) select 'TicketClose', $2, now() from generate_series(1, $1)`,
    [count, payload],
  );

const sequences = (events: NumberedEvent[]) => events.map(({ sequence }) => sequence);

beforeAll(() => number());

afterEach(async () => {
  const [gaps] = await world.rows(
    'select max(sequence) - count(*) as missing, count(*) - count(distinct outbox_id) as twice from events',
  );
  expect(gaps).toEqual({ missing: 0, twice: 0 });
});

test('an event that becomes visible after later ones is not forgotten', async () => {
  const { last } = (await world.rows<{ last: number }>('select sequence as last from event_cursor'))[0]!;
  let commit = () => {};
  const late = write(async (db) => {
    recordEvent(db, 'ClientAdd', { late: true }, world.now);
    await db.query('select 1');
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
  });
  await eventually(
    async () => (await world.rows(`select 1 from pg_stat_activity where state = 'idle in transaction'`))[0],
  );
  await record(2);
  expect(sequences(await number())).toEqual([last + 1, last + 2]);
  await record(1);
  for (let pass = 0; pass < 4; pass++) await number();
  commit();
  await late;
  expect(await number()).toMatchObject([{ event: 'ClientAdd', sequence: last + 4, ticketId: null }]);
});

test('of transactions that never commit, no gap remains, and the floor rises above them', async () => {
  await write(async (db) => {
    recordEvent(db, 'ClientAdd', {}, world.now);
    await db.query('select 1');
    throw new Error('rolled back');
  }).catch(() => {});
  await record(1);
  await number();
  await eventually(async () => {
    await number();
    const [cursor] = await world.rows<{ floor: number; last: number }>(
      'select floor, (select max(id) from outbox) as last from event_cursor',
    );
    return cursor?.floor === cursor?.last;
  });
});

test('more events than a transaction takes keep their order, and those that come meanwhile follow', async () => {
  await record(2500);
  const first = await write((db) => numberEvents(db, () => []));
  expect(first?.isRest).toBe(true);
  await record(3);
  const rest = await number();
  expect(rest).toHaveLength(1503);
  const ids = rest.map(({ outboxId }) => outboxId);
  expect(ids).toEqual([...ids].sort((one, other) => one - other));
});

test('the ticket and its department come from what the event says, or else from the ticket', async () => {
  const { id } = await world.ticket();
  await number();
  await record(1, { ticketid: id });
  await record(1, { ticketid: id, deptid: 77 });
  await record(1, { masterTicketId: id });
  await record(1, { ticketId: 'no number' });
  const told = await number();
  expect(told.map(({ ticketId, departmentId }) => [ticketId, departmentId])).toEqual([
    [id, 1],
    [id, 77],
    [id, 1],
    [null, null],
  ]);
});

test('a database that was restored on another server goes on where it was', async () => {
  await record(2);
  await number();
  await record(2);
  // As if this server had only begun to count its transactions: those of the other had far higher numbers.
  await world.change(`update event_cursor set cluster = 'another', seen = '9000000:9000000:', mark_xid = '9000000'`);
  await world.change(`update outbox set xid = '8000000' where id > (select floor from event_cursor)`);
  await write(adoptCursor);
  expect(await number()).toHaveLength(2);
  await record(1);
  expect(await number()).toHaveLength(1);
  expect(await number()).toHaveLength(0);
});

test('an idle desk writes nothing', async () => {
  for (let pass = 0; pass < 3; pass++) await number();
  const before = await world.rows('select xmin::text, ctid::text from event_cursor');
  await number();
  expect(await world.rows('select xmin::text, ctid::text from event_cursor')).toEqual(before);
});
