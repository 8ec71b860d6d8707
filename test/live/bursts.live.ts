/** Lives here because two thousand tickets at once keep a whole machine busy. */
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

/** The pool of production, and patience enough for a busy machine: what counts is that waiting is no outage. */
const world = useWorld((config) => {
  config.database = { poolSize: 10, connectTimeoutMs: 2_000, statementTimeoutMs: 30_000, prepare: 'auto' };
});
/** A single connection, and not much patience. */
const narrow = useWorld((config) => {
  config.database = { poolSize: 3, connectTimeoutMs: 1_500, statementTimeoutMs: 1_500, prepare: 'auto' };
});

const TICKET = {
  action: 'OpenTicket',
  deptid: '1',
  name: 'Ann',
  email: 'ann@example.com',
  subject: 'Test',
  message: 'm',
};

test.each(['once', 'and again'])('of 1,000 tickets at once, none is refused: %s', async () => {
  const [before] = await world.rows<{ count: number }>('select count(*) from tickets');
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => world.post(TICKET)));
  expect(answers.filter(({ json }) => json?.result !== 'success').map(({ text }) => text)).toEqual([]);
  const [after] = await world.rows<{ count: number }>('select count(*) from tickets');
  expect(after!.count - before!.count).toBe(1_000);
});

test('the calls of one credential do not delay those of another', async () => {
  const [busy, other] = [await world.credential(['*']), await world.credential(['*'])];
  const search = { action: 'GetTickets', search: 'test m', limitnum: '100', ...busy };
  const searches = Promise.all(Array.from({ length: 200 }, () => world.post(search)));
  const times: number[] = [];
  let isOver = false;
  void searches.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const started = performance.now();
    expect((await world.post({ ...TICKET, ...other })).text).toContain('success');
    times.push(performance.now() - started);
  }
  // What one credential asks for beyond the desk's power is refused to it alone.
  for (const { status } of await searches) expect([200, 503]).toContain(status);
  // Behind all the searches, not even the first one would be answered before the last search.
  expect(times.length).toBeGreaterThan(2);
});

test('a call that waits in vain is refused as busy, which is no outage', async () => {
  // A busy machine may need longer than this patience to open a connection, and keeps it then.
  await eventually(async () => (await narrow.post(TICKET)).status === 200);
  const releases: (() => void)[] = [];
  let held: Promise<unknown> = Promise.resolve();
  const hold = () => {
    const all = Array.from({ length: 3 }, () =>
      narrow.desk.database.transaction('read', async (db) => {
        await db.query('select 1');
        await new Promise<void>((resolve) => releases.push(resolve));
      }),
    );
    held = Promise.allSettled(all);
    return Promise.race([Promise.all(all), eventually(() => releases.length === 3)]).then(
      () => true,
      () => false,
    );
  };
  const release = async () => {
    for (const one of releases.splice(0)) one();
    await held;
  };
  await eventually(async () => {
    await release();
    return hold();
  });
  narrow.log.length = 0;
  const answers = await Promise.all(Array.from({ length: 5 }, () => narrow.post(TICKET)));
  await release();
  for (const { status, headers, json } of answers) {
    expect([status, headers.get('retry-after'), json]).toEqual([
      503,
      '2',
      { result: 'error', message: 'Too many calls at once, please try again shortly' },
    ]);
  }
  const lines = narrow.log.filter(({ level }) => Number(level) >= 40);
  expect(lines).toMatchObject([{ msg: 'calls are refused because they waited too long for a database connection' }]);
  await eventually(async () => (await narrow.post(TICKET)).json?.result === 'success');
});
