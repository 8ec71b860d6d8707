import { useWorld } from '../support/world';

/** The pool of production, and patience enough for a busy machine: what counts is that waiting is no outage. */
const world = useWorld((config) => {
  config.database = { poolSize: 10, connectTimeoutMs: 2_000, statementTimeoutMs: 30_000, prepare: 'auto' };
});
/** A single connection, and not much patience. */
const narrow = useWorld((config) => {
  config.database = { poolSize: 3, connectTimeoutMs: 200, statementTimeoutMs: 400, prepare: 'auto' };
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
  const searches = Promise.all(Array.from({ length: 500 }, () => world.post(search)));
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
  await narrow.post({ ...TICKET });
  let release = () => {};
  const held = Promise.all(
    Array.from({ length: 3 }, () =>
      narrow.desk.database.transaction(
        'read',
        () =>
          new Promise<void>((resolve) => {
            const before = release;
            release = () => {
              before();
              resolve();
            };
          }),
      ),
    ),
  );
  const answers = await Promise.all(Array.from({ length: 5 }, () => narrow.post(TICKET)));
  release();
  await held;
  for (const { status, headers, json } of answers) {
    expect([status, headers.get('retry-after'), json]).toEqual([
      503,
      '2',
      { result: 'error', message: 'Too many calls at once, please try again shortly' },
    ]);
  }
  const lines = narrow.log.filter(({ level }) => Number(level) >= 40);
  expect(lines).toMatchObject([{ msg: 'calls are refused because they waited too long for a database connection' }]);
  expect((await narrow.post(TICKET)).json).toMatchObject({ result: 'success' });
});
