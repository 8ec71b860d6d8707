import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';
import { makeHooks, PATIENT, startHooks, stopHooks } from './run-hooks';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

let hooks: ReturnType<typeof makeHooks>;

beforeEach(() => {
  hooks = makeHooks();
  world.desk.config.hooks = { folder: hooks.folder, isNamed: true, environment: {} };
});

afterEach(async () => {
  await stopHooks();
  await world.change('delete from hooks');
});

const GUEST = { deptid: 1, name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };

const refused = (message: string) => ({ result: 'error', message });

const validating = (body: string): string =>
  `export default { on: 'TicketOpenValidation', async run(vars, desk) { ${body} } };`;

test('a hook is told what WHMCS tells it, and refuses with its own words', async () => {
  const fieldid = await world.customField({ name: 'Order', type: 'text' });
  const { clientId } = await world.client();
  const serviceId = await world.service(clientId);
  hooks.put('strict.js', validating(`note(vars); return 'No tickets\\n today';`));
  await startHooks(world);
  const before = await world.counts();
  expect(await world.call('OpenTicket', { ...GUEST, customfields: { [fieldid]: '17' } })).toEqual(
    refused('No tickets today'),
  );
  const ofClient = {
    deptid: 1,
    clientid: clientId,
    serviceid: serviceId,
    subject: 'S',
    message: 'M',
    priority: 'High',
  };
  expect(await world.call('OpenTicket', ofClient)).toEqual(refused('No tickets today'));
  expect(await world.counts()).toEqual(before);
  expect(hooks.noted()).toEqual([
    {
      ...{ clientId: 0, contactId: 0, name: 'Guest', email: 'guest@example.com', isAdmin: false, departmentId: 1 },
      ...{ subject: 'Subject', message: 'Message', priority: 'Medium', relatedService: '' },
      customfields: { [fieldid]: '17' },
    },
    {
      ...{ clientId, contactId: 0, name: '', email: '', isAdmin: false, departmentId: 1, subject: 'S', message: 'M' },
      ...{ priority: 'High', relatedService: `S${serviceId}`, customfields: {} },
    },
  ]);
});

test.each<[string, string, string | undefined]>([
  ['nothing', '', undefined],
  ['null', 'return null;', undefined],
  ['true', 'return true;', undefined],
  ['the false of a condition that is not met', "return vars.subject === 'test' && 'No.';", undefined],
  ['an empty text', "return '';", undefined],
  ['an empty list', 'return [];', undefined],
  ['a text', "return 'No.';", 'No.'],
  ['a list of texts', "return ['No.', '', 'Never.'];", 'No. Never.'],
])('returning %s refuses as in WHMCS', async (_what, body, message) => {
  hooks.put('returning.js', validating(body));
  const { said } = await startHooks(world);
  expect(await world.call('OpenTicket', GUEST)).toMatchObject(
    message === undefined ? { result: 'success' } : refused(message),
  );
  expect(said('a ticket was opened without a hook')).toEqual([]);
});

test('all hooks are asked, and a ticket that a hook opens is not refused by itself', async () => {
  hooks.put('b.js', validating(`return 'b';`));
  hooks.put(
    'a.js',
    `const guest = ${JSON.stringify(GUEST)};
     export default [
       { on: 'TicketOpenValidation', run: () => 'a' },
       { on: 'TicketAddNote', run: async (vars, desk) => note(await desk.localAPI('OpenTicket', guest)) },
     ];`,
  );
  const { id } = await world.ticket();
  await startHooks(world);
  expect(await world.call('OpenTicket', GUEST)).toEqual(refused('a b'));
  await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  await eventually(() => hooks.noted().length === 1);
  expect(hooks.noted()).toEqual([refused('b')]);
});

test.each<[string, string, string | RegExp]>([
  ['throws', `throw new Error('broken');`, /^wrong\.js:3: Error: broken$/],
  [
    'returns something else',
    'return { no: 1 };',
    'wrong.js: it returned neither nothing, nor a text or a list of texts',
  ],
  ['returns a function', 'return () => {};', /could not be cloned/],
])('a hook that %s refuses nothing, is reported, and is disabled after ten', async (_what, body, reason) => {
  hooks.put('wrong.js', validating(`note(1); ${body}`));
  const { said } = await startHooks(world);
  for (let count = 0; count < 10; count++) await world.done('OpenTicket', GUEST);
  await eventually(() => said('a hook was disabled')[0]);
  const told = { hook: 'wrong.js', reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) };
  expect(said('a ticket was opened without a hook')).toMatchObject([told]);
  expect(said('a hook failed')).toMatchObject([told]);
  await world.done('OpenTicket', GUEST);
  expect(hooks.noted()).toHaveLength(10);
});

test.each<[string, string]>([
  ['throws', `throw new Error('broken');`],
  ['returns something else', 'return { no: 1 };'],
  ['hangs', `return new Promise(() => {});`],
])('a hook that %s keeps no other of its file from refusing', async (what, body) => {
  const asked = (text: string): string => `{ on: 'TicketOpenValidation', async run() { ${text} } }`;
  const others = what === 'hangs' ? [`return 'Never.';`, body] : [body, `return 'Never.';`];
  hooks.put('both.js', `export default [${others.map(asked).join(', ')}];`);
  const { said } = await startHooks(world, { ...PATIENT, validationMs: what === 'hangs' ? 500 : PATIENT.validationMs });
  const before = await world.counts();
  expect(await world.call('OpenTicket', GUEST)).toEqual(refused('Never.'));
  expect(await world.counts()).toEqual(before);
  await eventually(() => said('a hook failed')[0]);
});

const LOOPING = `if (vars.subject === 'loop') { note('looping'); while (true); }
  return vars.subject === 'bad' ? 'Bad' : '';`;

const open = (subject: string) => world.call('OpenTicket', { ...GUEST, subject });

test('when a thread is ended, another stands by, so that the next ticket is asked about', async () => {
  hooks.put('looping.js', validating(LOOPING));
  const { said } = await startHooks(world, { ...PATIENT, validationMs: 500 });
  for (let round = 0; round < 3; round++) {
    expect(await open('loop')).toMatchObject({ result: 'success' });
    // After the first one, it is there at once; a busy machine may take a while to start the one after it.
    if (round === 0) expect(await open('bad')).toEqual(refused('Bad'));
    else await eventually(async () => (await open('bad')).message === 'Bad');
  }
  expect(said('a ticket was opened without a hook')[0]).toMatchObject({
    ...{ hook: 'looping.js', reason: 'not done within 500 ms' },
  });
});

test('nobody waits behind a run that hangs', async () => {
  hooks.put('looping.js', validating(LOOPING));
  await startHooks(world);
  const looping = open('loop');
  const began = performance.now();
  await eventually(() => hooks.noted().length === 1 && performance.now() - began > 100);
  // The first run never ends, as patient as this world is.
  expect(await open('bad')).toEqual(refused('Bad'));
  expect(await open('other')).toMatchObject({ result: 'success' });
  await stopHooks();
  expect(await looping).toMatchObject({ result: 'success' });
});

test('runs that hang at the same time do not add up', async () => {
  hooks.put('looping.js', validating(LOOPING));
  await startHooks(world, { ...PATIENT, validationMs: 3_000 });
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 8 }, () => open('loop')));
  expect(answers.map(({ result }) => result)).toEqual(answers.map(() => 'success'));
  // One after the other, they would take 24 seconds. On a quiet machine, all take three.
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('as long as it answers, it is one thread, which may remember something', async () => {
  hooks.put(
    'counting.js',
    `let count = 0;
     ${validating('count++; return String(count);')}`,
  );
  await startHooks(world);
  for (const count of ['1', '2', '3']) expect(await open('S')).toEqual(refused(count));
});
