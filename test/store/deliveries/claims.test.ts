import { settleAndClaim } from '../../../src/store/deliveries/claims';
import { useWorld } from '../../support/world';

const world = useWorld();

/** Makes deliveries, one for each of as many tickets. */
const deliveries = (count: number, state: 'waiting' | 'delivered') =>
  world.change(
    `insert into deliveries (listener, sequence, event, ticket_id, state, due_at, created_at, finished_at)
     select 'webhook 1', coalesce((select max(sequence) from deliveries), 0) + n, 'TicketOpen', n, $2, $3, $3,
       case when $2 = 'delivered' then $3::timestamptz end
     from generate_series(1, $1::int) n`,
    [count, state, world.now],
  );

/** How many deliveries this connection has read lately. */
const READ = `select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = 'deliveries'`;

it('reads few of those that wait, even if none waited when statistics were gathered', async () => {
  await deliveries(100, 'delivered');
  await world.change('analyze deliveries');
  // Of fewer, an index of all that waits has no level less than the one of what is due, and so looks no better.
  await deliveries(40_000, 'waiting');
  const worker = '00000000-0000-4000-8000-000000000001';
  const read = await world.desk.database.transaction('write', async (db) => {
    const claim = { listener: 'webhook 1', worker, known: undefined, most: 10, concurrency: 20, now: world.now };
    const [before] = await db.query<{ rows: number }>(READ);
    const { claimed } = await settleAndClaim(db, [], claim);
    expect(claimed).toHaveLength(10);
    const [after] = await db.query<{ rows: number }>(READ);
    return after!.rows - before!.rows;
  });
  expect(read).toBeLessThan(500);
});
