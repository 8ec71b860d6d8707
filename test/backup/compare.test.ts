import { compare } from '../../src/backup/compare';
import { type SingleConnection, withSingleConnection } from '../../src/database/single-connection';
import { createTestDatabase, type TestDatabase } from '../support/database';

let desks: [TestDatabase, TestDatabase, TestDatabase];

beforeAll(async () => {
  desks = [await createTestDatabase(), await createTestDatabase(), await createTestDatabase()];
});

const TAGS = "insert into tags (name) select 'tag ' || n from generate_series(1, 3) n";

type Single = Pick<SingleConnection, 'query'>;

/** Opens the three states, with three tags in each. */
const withDesks = (work: (before: Single, restored: Single, live: Single) => Promise<void>): Promise<void> =>
  withSingleConnection(desks[0].connection, 'before', (before) =>
    withSingleConnection(desks[1].connection, 'restored', (restored) =>
      withSingleConnection(desks[2].connection, 'live', async (live) => {
        for (const desk of [before, restored, live]) {
          await desk.query('truncate tags restart identity cascade');
          await desk.query(TAGS);
        }
        await work(before, restored, live);
      }),
    ),
  );

const onTable = (): void => {};

test('equal desks are equal, and the backup may have more', () =>
  withDesks(async (before, restored, live) => {
    await restored.query("insert into tags (name) values ('later')");
    const compared = await compare({ before, restored, live }, onTable);
    expect(compared.rows).toBeGreaterThan(3);
    expect((await compare({ before, restored, live: undefined }, onTable)).tables).toBe(compared.tables);
  }));

test.each([
  ['lacks a row', 'delete from tags where id = 2'],
  ['has another row', "update tags set name = 'other' where id = 2"],
])('a backup that %s is not whole, unless somebody changed the row since', (_, change) =>
  withDesks(async (before, restored, live) => {
    await restored.query(change);
    const refused = 'The backup is not whole: 1 rows of tags are missing or different';
    await expect(compare({ before, restored, live }, onTable)).rejects.toThrow(refused);
    await expect(compare({ before, restored, live: undefined }, onTable)).rejects.toThrow(refused);
    await live.query("update tags set name = 'changed again' where id = 2");
    await compare({ before, restored, live }, onTable);
  }),
);

test('what the server derives, and what no crash leaves, is not compared', () =>
  withDesks(async (before, restored, live) => {
    for (const desk of [before, live]) {
      await desk.query(
        "insert into call_counts (key, count, expires_at) values ('k', 1, now()) on conflict do nothing",
      );
      await desk.query('insert into ticket_tallies (week, department_id, status_id, tickets) values (now(), 1, 1, 1)');
      await desk.query('insert into search_marks values (1, null, true)');
    }
    await compare({ before, restored, live }, onTable);
  }));

test('a ticket without its first message is half', () =>
  withDesks(async (before, restored, live) => {
    await restored.query(
      `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, created_at,
         updated_at, last_reply_at)
       select 'H1', 'x', (select min(id) from departments), 's', (select min(id) from statuses),
         (select min(id) from priorities), 'guest', now(), now(), now()`,
    );
    await expect(compare({ before, restored, live }, onTable)).rejects.toThrow(
      'The backup is not whole: 1 tickets lack their first message, 0 files their bytes',
    );
  }));
