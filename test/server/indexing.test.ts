import type { Database } from '../../src/database/pool';
import { createIndexing } from '../../src/server/indexing';
import { useWorld } from '../support/world';

const world = useWorld();

const COUNT = 600;

/** Lets one statement index at most ten tickets, as if their texts were very long. */
beforeAll(async () => {
  await world.change(
    `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, created_at,
       updated_at, last_reply_at)
     select 'n' || i, 'x', 1, 'Subject', 1, 1, 'guest', now(), now(), now() from generate_series(1, ${COUNT}) i`,
  );
  await world.change(`create function refuse() returns trigger language plpgsql as $$
    begin
      if (select count(*) from added) > 10 then raise 'too long'; end if;
      return null;
    end $$`);
  await world.change(`create trigger no_more after insert on ticket_words referencing new table as added
    for each statement execute function refuse()`);
});

const indexed = async () => (await world.rows('select 1 from ticket_words')).length;

test('a batch that is too much is tried again with fewer tickets, until all are indexed', async () => {
  const index = createIndexing(world.desk.database);
  await expect(index(() => true)).rejects.toThrow();
  expect(await indexed()).toBe(0);
  // Each run ends with a failure, because a batch that succeeds lets the next be larger.
  for (let runs = 0; runs < 200 && (await indexed()) < COUNT; runs++) await index(() => true).catch(() => {});
  expect(await indexed()).toBe(COUNT);
  await index(() => true);
  expect(await world.rows('select 1 from search_marks')).toEqual([]);
});

test('callers go first', async () => {
  await world.change(`update tickets set subject = 'Another'`);
  const order: string[] = [];
  const database: Pick<Database, 'transaction'> = {
    transaction: (...parameters) => {
      order.push('index');
      return world.desk.database.transaction(...parameters);
    },
  };
  const index = createIndexing(database, () => {
    order.push('look');
    return order.length < 3;
  });
  await index(() => true);
  expect(order.slice(0, 4)).toEqual(['look', 'look', 'look', 'index']);
  expect(await world.rows('select 1 from search_marks')).toEqual([]);
});

test('what is no longer wanted ends while callers wait', async () => {
  await world.change(`update tickets set subject = 'Yet another'`);
  let isWanted = true;
  await createIndexing(world.desk.database, () => {
    isWanted = false;
    return true;
  })(() => isWanted);
  expect(await world.rows('select 1 from search_marks')).toHaveLength(COUNT);
});
