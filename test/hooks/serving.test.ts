import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { asClient, ask, asProgram, asReseller } from '../support/doors';
import { eventually } from '../support/eventually';
import { staffUser } from '../support/helpdeskeddy';
import { startProgram } from '../support/program';
import { useWorld } from '../support/world';
import { makeHooks } from './run-hooks';

let hooks: ReturnType<typeof makeHooks>;
let database: TestDatabase;

const world = useWorld(
  (config) => {
    hooks = makeHooks();
    config.hooks.folder = hooks.folder;
    config.database.poolSize = 6;
  },
  async () => {
    database = await createTestDatabase();
    return database;
  },
);

const GUEST = { action: 'OpenTicket', deptid: '1', name: 'Guest', email: 'guest@example.com', message: 'M' };

const open = (subject: string) => world.post({ ...GUEST, subject });

const said = (message: string, hook: string) => world.log.filter((line) => line.msg === message && line.hook === hook);

const loaded = (name: string, times: number) => eventually(() => said('a hook is loaded', name).length === times);

async function command(...parameters: string[]): Promise<unknown> {
  const environment = { DATABASE_URL: urlOf(database.connection), HATCHDESK_HOOKS: hooks.folder };
  const { code, stdout, stderr } = await startProgram(['hooks', ...parameters, '--json'], environment).ended;
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

beforeAll(() => world.serve());

// The first, because hooks that are loaded later would take its place.
test('whichever API opens a ticket, hooks are asked', async () => {
  const { clientId } = await world.client();
  const asked: object[] = [];
  world.desk.validateOpenings(async (opening) => {
    asked.push(opening);
    return 'Not today';
  });
  const staff = await staffUser(world, 'jo');
  const client = await asClient(world, clientId);
  const answers = [
    await open('Hello'),
    await ask(world, await asProgram(world), 'POST', '/tickets', {
      message: 'M',
      creator: { name: 'B', email: 'b@c.de' },
    }),
    await staff.ask('POST', '/tickets/', { title: 'T', description: 'D', user_email: 'ann@example.com' }),
  ];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [200, expect.stringContaining('Not today')],
    [expect.any(Number), expect.stringContaining('Not today')],
    [expect.any(Number), expect.stringContaining('Not today')],
  ]);
  expect(await asReseller(world, () => client)('OpenTicket', { deptid: 1, subject: 'S', message: 'M' })).toMatchObject({
    message: 'Not today',
  });
  expect(asked).toMatchObject([{ clientId: 0 }, { email: 'b@c.de' }, { departmentId: 1 }, { clientId }]);
  world.desk.validateOpenings(undefined);
});

test('a server loads hooks that are added while it runs, and forgets those that are removed', async () => {
  hooks.put('new.js', 'export default { on: "TicketOpen", run: ({ subject }) => note(subject) };');
  await loaded('new.js', 1);
  await open('Hello');
  await eventually(() => hooks.noted<string>()[0] === 'Hello');
  hooks.remove('new.js');
  await eventually(() => said('a hook is gone', 'new.js')[0]);
});

test('an endless loop in a hook keeps no call waiting for long', async () => {
  hooks.put(
    'looping.js',
    `export default { on: 'TicketOpenValidation', run({ subject }) { while (subject === 'loop'); } };`,
  );
  await loaded('looping.js', 1);
  let longest = 0;
  const others = async (): Promise<void> => {
    for (let count = 0; count < 10; count++) {
      const began = performance.now();
      expect((await open('other')).json).toMatchObject({ result: 'success' });
      longest = Math.max(longest, performance.now() - began);
    }
  };
  const [looping] = await Promise.all([open('loop'), others(), others()]);
  expect(looping.json).toMatchObject({ result: 'success' });
  expect(said('a ticket was opened without a hook', 'looping.js')[0]).toMatchObject({ level: 40 });
  // On a quiet machine, it is 60 ms.
  expect(longest).toBeLessThan(5_000);
  hooks.remove('looping.js');
  await eventually(() => said('a hook is gone', 'looping.js')[0]);
});

const mails = () =>
  world.rows<{ body: string }>(`select body from emails where subject = 'Hook failing.js was disabled'`);

test('a hook that is disabled is told to the administrators, and the command line shows and enables it', async () => {
  await world.admin('ops', { email: 'ops@example.com' });
  hooks.put('failing.js', 'export default { on: ["TicketOpen", "TicketClose"], run() { throw new Error("no"); } };');
  await loaded('failing.js', 1);
  await world.change(`update hooks set failures = 9 where name = 'failing.js'`);
  await open('Hello');
  await eventually(() => said('a hook was disabled', 'failing.js')[0]);
  // Other administrators may have been told as well.
  const mail = await eventually(async () => (await mails())[0]);
  expect(mail.body).toContain('runs no more: failing.js:3: Error: no');
  const row = { name: 'failing.js', events: 'TicketOpen, TicketClose', lastFailure: 'failing.js:3: Error: no' };
  expect(await command('list')).toMatchObject([
    { ...row, state: expect.stringMatching(/^disabled since 2\d{3}-/), failures: 10 },
  ]);
  expect(await command('enable', 'failing.js')).toMatchObject({ enabled: true });
  await loaded('failing.js', 2);
  expect(await world.logged()).toMatchObject({ action: 'EnableHook', description: 'EnableHook: failing.js' });
  expect(await world.rows("select failures, disabled_at from hooks where name = 'failing.js'")).toEqual([
    { failures: 0, disabled_at: null },
  ]);
});
