import { chmodSync, chownSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';
import { makeHooks, PATIENT, startHooks, stopHooks } from './run-hooks';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

let hooks: ReturnType<typeof makeHooks>;

beforeEach(() => {
  hooks = makeHooks();
  world.desk.config.hooks = { folder: hooks.folder, isNamed: true, environment: { COLOUR: 'green' } };
});

afterEach(async () => {
  await stopHooks();
  await world.change('delete from deliveries');
  await world.change('delete from hooks');
});

/** The deliveries to a hook, of all tickets or of one. */
const deliveriesTo = (name: string, ticketId: number | null = null) =>
  world.rows<{ event: string; state: string; attempts: number; text: string }>(
    `select event, state, attempts, log -> -1 ->> 'text' as text from deliveries
     where listener = $1 and ticket_id = coalesce($2, ticket_id) order by sequence`,
    [`hook ${name}`, ticketId],
  );

const whenDelivered = (name: string, count: number, ticketId?: number) =>
  eventually(async () => {
    const found = await deliveriesTo(name, ticketId);
    return found.length === count && found.every(({ state }) => state === 'delivered') ? found : undefined;
  });

const stateOf = async (name: string) => {
  const [row] = await world.rows<{ failures: number; lastFailure: string; disabled: boolean }>(
    'select failures, last_failure as "lastFailure", disabled_at is not null as disabled from hooks where name = $1',
    [name],
  );
  return row;
};

const RECORDING = `export default {
  on: ['TicketOpen', 'TicketUserReply', 'TicketAdminReply', 'TicketStatusChange', 'TicketClose'],
  async run(vars) { note({ ...vars, secret: process.env.DATABASE_URL ?? null, colour: process.env.COLOUR }); },
};`;

test('tells hooks what happens to a ticket, in order, by the names of WHMCS', async () => {
  hooks.put('recording.js', RECORDING);
  await startHooks(world);
  const { id, tid } = await world.ticket({ subject: 'Broken', message: 'It does not work.' });
  await world.done('AddTicketReply', { ticketid: id, message: 'Still', name: 'Guest', email: 'guest@example.com' });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  await whenDelivered('recording.js', 4);
  const seen = { secret: null, colour: 'green' };
  const about = { ticketid: id, deptid: 1, subject: 'Broken', priority: 'Medium', userid: 0 };
  expect(hooks.noted()).toMatchObject([
    { ...about, ticketmask: tid, message: 'It does not work.', ...seen },
    { ...about, message: 'Still', status: 'Customer-Reply', ...seen },
    { ticketid: id, status: 'Closed' },
    { ticketid: id, ...seen },
  ]);
});

test('a hook asks the desk, as itself or as an administrator', async () => {
  await world.admin('jo');
  hooks.put(
    'asking.js',
    `export default { on: 'TicketOpen', async run({ ticketid }, desk) {
      note(await desk.localAPI('AddTicketNote', { ticketid, message: 'seen' }, 'jo'));
      note(await desk.localAPI('GetTicket', { ticketid: 0 }));
      setTimeout(async () => note(await desk.localAPI('GetStats')), 20);
    } };`,
  );
  await startHooks(world);
  const { id } = await world.ticket();
  await whenDelivered('asking.js', 1);
  expect(
    await world.rows('select body, staff_id is not null as "byStaff" from notes where ticket_id = $1', [id]),
  ).toEqual([{ body: 'seen', byStaff: true }]);
  await eventually(() => hooks.noted().length === 3);
  expect(hooks.noted()).toMatchObject([
    { result: 'success' },
    { result: 'error', message: 'Ticket ID Not Found' },
    { result: 'error', message: 'This run of the hook has ended: await localAPI inside of run' },
  ]);
});

test('a message that is deleted before its hook runs is empty', async () => {
  hooks.put(
    'reading.js',
    `export default { on: ['TicketOpen', 'TicketAddNote'], run: ({ ticketid, message }) => note([ticketid, message.trim()]) };`,
  );
  const { id } = await world.ticket({ message: 'Spam' });
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Spam, too' });
  await world.done('DeleteTicketNote', { noteid });
  await world.done('DeleteTicket', { ticketid: id });
  await startHooks(world);
  await whenDelivered('reading.js', 2, id);
  // What earlier tests have left may be told, too.
  expect(hooks.noted<[number, string]>().filter(([ticketId]) => ticketId === id)).toEqual([
    [id, ''],
    [id, ''],
  ]);
});

test('hooks of a file are told the same, whatever one before them has changed', async () => {
  hooks.put(
    'changing.js',
    `export default [
       { on: 'TicketOpen', run(vars) { vars.subject = 'Changed'; delete vars.message; } },
       { on: 'TicketOpen', run(vars) { note(vars); } },
     ];`,
  );
  await startHooks(world);
  await world.ticket({ subject: 'Broken', message: 'It does not work.' });
  await whenDelivered('changing.js', 1);
  expect(hooks.noted()).toMatchObject([{ subject: 'Broken', message: 'It does not work.' }]);
});

const THREE_HOOKS = `let isBroken = true;
  export default [
    { on: 'TicketOpen', run() { note('first'); } },
    { on: 'TicketOpen', run() { note('second'); if (!isBroken) return; isBroken = false; throw new Error('broken'); } },
    { on: 'TicketOpen', run() { note('third'); } },
  ];`;

test('a hook that throws keeps none behind it from running, and only it runs again', async () => {
  hooks.put('three.js', THREE_HOOKS);
  await startHooks(world);
  await world.ticket();
  await eventually(async () => (await deliveriesTo('three.js'))[0]?.state === 'retrying');
  expect(hooks.noted<string>()).toEqual(['first', 'second', 'third']);
  expect(await deliveriesTo('three.js')).toMatchObject([{ text: 'three.js:6: Error: broken' }]);
  world.now = new Date(world.now.getTime() + 60_000);
  await whenDelivered('three.js', 1);
  expect(hooks.noted<string>()).toEqual(['first', 'second', 'third', 'second']);
  expect(await stateOf('three.js')).toMatchObject({ failures: 0 });
});

test('a hook that always throws never disables a file in which others work', async () => {
  hooks.put(
    'half.js',
    `export default [
       { on: 'TicketOpen', run() { throw new Error('always'); } },
       { on: 'TicketOpen', run: ({ ticketid }) => note(ticketid) },
     ];`,
  );
  const { said } = await startHooks(world);
  const ids: number[] = [];
  for (let count = 0; count < 12; count++) ids.push((await world.ticket()).id);
  const isFailing = async (attempts: number) => {
    const told = await Promise.all(ids.map((id) => deliveriesTo('half.js', id)));
    return told.flat().filter((one) => one.state === 'retrying' && one.attempts === attempts).length === ids.length;
  };
  await eventually(() => isFailing(1));
  world.now = new Date(world.now.getTime() + 30_000);
  await eventually(() => isFailing(2));
  const noted = hooks.noted<number>().filter((id) => ids.includes(id));
  expect(noted.sort((one, other) => one - other)).toEqual(ids);
  expect(await stateOf('half.js')).toEqual({
    ...{ failures: 1, lastFailure: 'half.js:4: Error: always', disabled: false },
  });
  expect(said('a hook was disabled')).toEqual([]);
});

test('when the file has changed, all of its hooks run again', async () => {
  hooks.put('three.js', THREE_HOOKS);
  const { said } = await startHooks(world);
  await world.ticket();
  await eventually(async () => (await deliveriesTo('three.js'))[0]?.state === 'retrying');
  hooks.put('three.js', `export default [1, 2].map((name) => ({ on: 'TicketOpen', run() { note(name); } }));`);
  await eventually(() => said('a hook is loaded').length === 2);
  world.now = new Date(world.now.getTime() + 60_000);
  await whenDelivered('three.js', 1);
  expect(hooks.noted<unknown>()).toEqual(['first', 'second', 'third', 1, 2]);
});

test('all that threw are named', async () => {
  const throwing = (text: string) => `{ on: 'TicketOpen', run() { throw new Error('${text}'); } }`;
  hooks.put('both.js', `export default [\n${throwing('one')},\n${throwing('two')}];`);
  await startHooks(world);
  await world.ticket();
  await eventually(async () => (await deliveriesTo('both.js'))[0]?.state === 'retrying');
  expect(await stateOf('both.js')).toMatchObject({
    ...{ failures: 1, lastFailure: 'both.js:4: Error: one; both.js:5: Error: two' },
  });
});

test('localAPI answers what cannot be sent to the desk, and never throws', async () => {
  hooks.put(
    'unsendable.js',
    `export default { on: 'TicketOpen', async run({ ticketid }, desk) {
      note(await desk.localAPI('AddTicketNote', { ticketid, message: () => 'late' }));
      note(await desk.localAPI('AddTicketNote', { ticketid, message: 'right' }));
    } };`,
  );
  await startHooks(world);
  await world.ticket();
  await whenDelivered('unsendable.js', 1);
  expect(hooks.noted()).toMatchObject([
    { result: 'error', message: expect.stringContaining('could not be cloned') },
    { result: 'success' },
  ]);
});

test('localAPI takes files as bytes', async () => {
  hooks.put(
    'attaching.js',
    `export default { on: 'TicketOpen', async run({ ticketid }, desk) {
      const attachments = [
        { name: 'buffer.txt', data: Buffer.from('of a Buffer') },
        { name: 'array.txt', data: new Uint8Array([111, 107]) },
        { name: 'base64.txt', data: Buffer.from('of base64').toString('base64') },
      ];
      note(await desk.localAPI('AddTicketNote', { ticketid, message: 'See the files', attachments }));
    } };`,
  );
  await startHooks(world);
  const { id } = await world.ticket();
  await whenDelivered('attaching.js', 1);
  expect(hooks.noted()).toMatchObject([{ result: 'success' }]);
  expect(
    await world.rows(
      `select f.filename, convert_from(c.bytes, 'UTF8') as text from attachments f
         join attachment_contents c on c.attachment_id = f.id join notes n on n.id = f.note_id
       where n.ticket_id = $1 order by f.position`,
      [id],
    ),
  ).toEqual([
    { filename: 'buffer.txt', text: 'of a Buffer' },
    { filename: 'array.txt', text: 'ok' },
    { filename: 'base64.txt', text: 'of base64' },
  ]);
});

test('a file that cannot be read keeps no other from being loaded', async () => {
  hooks.put('right.js', RECORDING);
  const loop = join(hooks.folder, 'loop.js');
  symlinkSync(loop, loop);
  const { said } = await startHooks(world);
  expect(said('a hook is loaded')).toMatchObject([{ hook: 'right.js' }]);
  expect(said('a hook is not loaded')).toEqual([
    expect.objectContaining({ hook: 'loop.js', reason: 'it cannot be read: ELOOP' }),
  ]);
});

test('a hook is not told what it has caused, itself or through another', async () => {
  const noting = `export default { on: 'TicketAddNote', run: ({ ticketid, message }, desk) =>
    desk.localAPI('AddTicketNote', { ticketid, message: message + NAME }) };`;
  hooks.put('a.js', `const NAME = 'a';${noting}`);
  hooks.put('b.js', `const NAME = 'b';${noting}`);
  await startHooks(world);
  const { id } = await world.ticket();
  await world.done('AddTicketNote', { ticketid: id, message: '-' });
  await whenDelivered('a.js', 5, id);
  const told = await whenDelivered('b.js', 5, id);
  expect(told.filter(({ text }) => text === 'not run: the hook itself caused it')).toHaveLength(3);
  const bodies = await world.rows<{ body: string }>('select body from notes where ticket_id = $1', [id]);
  expect(bodies.map(({ body }) => body).sort()).toEqual(['-', '-a', '-ab', '-b', '-ba']);
});

test('a hook that opens a ticket for each ticket opens one', async () => {
  hooks.put(
    'opening.js',
    `export default { on: 'TicketOpen', run: ({ subject }, desk) => desk.localAPI('OpenTicket', {
      deptid: 1, name: 'Hook', email: 'hook@example.com', message: 'M', subject: subject + '+',
    }) };`,
  );
  await startHooks(world);
  const { id } = await world.ticket({ subject: 'Chain' });
  await whenDelivered('opening.js', 1, id);
  const [opened] = await eventually(() =>
    world.rows<{ id: number }>(`select id from tickets where subject = 'Chain+'`),
  );
  const told = await whenDelivered('opening.js', 1, opened?.id);
  expect(told).toMatchObject([{ text: 'not run: the hook itself caused it' }]);
});

test('a named folder that is missing is reported', async () => {
  world.desk.config.hooks.folder = join(hooks.folder, 'missing');
  const { said } = await startHooks(world);
  expect(said('a hook is not loaded')).toMatchObject([{ reason: 'there is no such folder' }]);
});

test('a failure names file and line; ten in a row disable the hook, also after a restart', async () => {
  const failing = 'export default {\n  on: "TicketOpen",\n  run(vars) {\n    vars.missing.member;\n  },\n};';
  hooks.put('failing.js', failing);
  hooks.put('fine.js', RECORDING);
  const first = await startHooks(world);
  for (let count = 0; count < 10; count++) await world.ticket();
  await eventually(async () => (await stateOf('failing.js'))?.disabled);
  const reason = expect.stringMatching(/^failing\.js:6: TypeError: Cannot read properties of undefined/);
  expect(await stateOf('failing.js')).toMatchObject({ failures: 10, lastFailure: reason });
  expect(await deliveriesTo('failing.js')).toContainEqual({
    ...{ event: 'TicketOpen', state: 'retrying', attempts: 1, text: reason },
  });
  expect(first.said('a hook failed')).toMatchObject([{ hook: 'failing.js', reason }]);
  expect(first.said('a hook was disabled')).toMatchObject([{ hook: 'failing.js', reason }]);
  await whenDelivered('fine.js', 10);

  await first.stop();
  const second = await startHooks(world);
  await world.ticket();
  await whenDelivered('fine.js', 11);
  expect(await deliveriesTo('failing.js')).toHaveLength(10);

  hooks.put('failing.js', 'export default { on: "TicketOpen", run(vars) { note("again"); } };');
  await eventually(() => second.said('a hook is loaded').length === 3);
  expect(await stateOf('failing.js')).toMatchObject({ disabled: false, failures: 0 });
  await world.ticket();
  await eventually(() => hooks.noted<string>().includes('again'));
});

test('a hook in an endless loop is ended, and keeps no other waiting', async () => {
  hooks.put(
    'looping.js',
    `export default { on: 'TicketOpen', run(vars) { while (vars.subject === 'loop'); note('done'); } };`,
  );
  hooks.put('fine.js', RECORDING);
  await startHooks(world, { ...PATIENT, runMs: 500 });
  await world.ticket({ subject: 'loop' });
  await whenDelivered('fine.js', 1);
  await eventually(async () => (await deliveriesTo('looping.js'))[0]?.text === 'not done within 500 ms');
  await world.ticket();
  await eventually(() => hooks.noted<unknown>().includes('done'));
});

test('a hook that ends its thread, or throws later, fails', async () => {
  hooks.put('exiting.js', `export default { on: 'TicketOpen', run() { process.exit(); } };`);
  hooks.put(
    'later.js',
    `export default { on: 'TicketOpen', run: () => new Promise(() => setTimeout(() => { throw new Error('late') })) };`,
  );
  await startHooks(world);
  await world.ticket();
  await eventually(async () => (await stateOf('exiting.js'))?.lastFailure === 'it ended its thread');
  await eventually(async () => (await stateOf('later.js'))?.lastFailure === 'later.js:3: Error: late');
});

test('what a hook prints becomes a line of the log', async () => {
  hooks.put('printing.js', `export default { on: 'TicketOpen', run() { console.log('hello'); } };`);
  const { said } = await startHooks(world);
  await world.ticket();
  await eventually(() => said('a hook printed')[0]);
  expect(said('a hook printed')).toMatchObject([{ hook: 'printing.js', text: 'hello' }]);
});

test.each<[string, string, string | RegExp]>([
  ['with a syntax error', 'export default {\n  on: {{\n};', /^wrong\.js:4: SyntaxError: /],
  ['without run', 'export default { on: "TicketOpen" };', /it must export \{ on, run \}/],
  ['that throws', '\nthrow new Error("no");', 'wrong.js:4: Error: no'],
])('a file %s is not loaded, and the version before goes on', async (_name, source, reason) => {
  hooks.put('wrong.js', RECORDING);
  const { said } = await startHooks(world);
  hooks.put('wrong.js', source);
  const line = await eventually(() => said('a hook is not loaded')[0]);
  expect(line).toMatchObject({
    hook: 'wrong.js',
    reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
  });
  await world.ticket();
  await whenDelivered('wrong.js', 1);
});

test('what other accounts can write is not loaded', async () => {
  const open = hooks.put('open.js', RECORDING);
  chmodSync(open, 0o666);
  const isRoot = process.getuid?.() === 0;
  const foreign = hooks.put('foreign.js', RECORDING);
  if (isRoot) chownSync(foreign, 12345, 12345);
  else rmSync(foreign);
  const { said } = await startHooks(world);
  expect(said('a hook is not loaded')).toMatchObject([
    ...(isRoot
      ? [{ hook: 'foreign.js', reason: expect.stringContaining('it belongs to another account (uid 12345)') }]
      : []),
    { hook: 'open.js', reason: expect.stringContaining('other accounts may write it: chmod go-w /') },
  ]);
  expect(said('a hook is loaded')).toEqual([]);
  chmodSync(open, 0o644);
  await eventually(() => said('a hook is loaded')[0]);
  chmodSync(hooks.folder, 0o777);
  await eventually(() => said('a hook is not loaded').some(({ hook }) => hook === hooks.folder));
});

test('TypeScript runs where Node.js runs it; elsewhere the log says so', async () => {
  writeFileSync(
    join(hooks.folder, 'typed.ts'),
    `export default { on: 'TicketOpen', async run(vars: { ticketid: number }, desk: { localAPI: Function }): Promise<void> {
      await desk.localAPI('AddTicketNote', { ticketid: vars.ticketid, message: 'typed' });
    } };`,
    { mode: 0o644 },
  );
  const { said } = await startHooks(world);
  if (!('typescript' in process.features && process.features.typescript)) {
    const reason = expect.stringContaining('use 22.18 or newer, or compile the file to .js');
    expect(said('a hook is not loaded')).toMatchObject([{ hook: 'typed.ts', reason }]);
    return;
  }
  const { id } = await world.ticket();
  await whenDelivered('typed.ts', 1);
  expect(await world.rows('select body from notes where ticket_id = $1', [id])).toEqual([{ body: 'typed' }]);
});

test('an event that does not exist is reported', async () => {
  hooks.put('typo.js', 'export default { on: ["TicketOpn", "TicketOpen"], run() {} };');
  const { said } = await startHooks(world);
  expect(said('a hook waits for what never happens')).toMatchObject([{ hook: 'typo.js', events: ['TicketOpn'] }]);
});
