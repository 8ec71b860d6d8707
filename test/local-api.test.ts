import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AnswerOf, closeLocalAPI, localAPI } from '../src';
import type { TestDatabase } from './support/database';
import { bareEnvironment } from './support/server-process';
import { temporaryFolder } from './support/temporary-folder';
import { useWorld } from './support/world';

const world = useWorld();

/** The environment before the tests, which change what localAPI reads. */
const environment = { ...process.env };

beforeAll(() => {
  const { host, port, user, database } = world.desk.database.connection as TestDatabase['connection'];
  process.env.DATABASE_URL = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  process.env.HATCHDESK_TIMEZONE = 'UTC';
  process.env.HATCHDESK_LOG_LEVEL = 'silent';
});

afterAll(async () => {
  await closeLocalAPI();
  process.env = environment;
});

const GUEST = { name: 'Gus', email: 'gus@example.com' };
const file = { name: 'a.txt', data: Buffer.from('contents').toString('base64') };

/** The parameters as form fields. */
const asForm = (params: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));

describe('answers exactly like the endpoint with JSON', () => {
  let id: number;
  let tid: string;

  beforeAll(async () => {
    ({ id, tid } = await world.ticket({ ...GUEST, subject: 'Größe 😀 "quoted"', attachments: [file], noemail: true }));
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', adminusername: 'Robot', noemail: true });
    await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  });

  test.each<[string, () => Record<string, unknown>]>([
    ['GetTicket', () => ({ ticketid: id })],
    ['getticket', () => ({ ticketnum: tid, repliessort: 'DESC' })],
    ['GetTickets', () => ({ limitnum: 10, ignore_dept_assignments: true })],
    ['GetTickets', () => ({ limitstart: 50 })],
    ['GetTicketAttachment', () => ({ relatedid: id, type: 'ticket', index: 0 })],
    ['GetSupportDepartments', () => ({ ignore_dept_assignments: false })],
    ['GetSupportStatuses', () => ({ deptid: 1 })],
    ['UpdateTicket', () => ({ ticketid: id, priority: 'High' })],
    ['GetTicket', () => ({})],
    ['OpenTicket', () => ({ deptid: 999_999, subject: 'Subject', message: 'Message', ...GUEST })],
    ['OpenTicket', () => ({ deptid: 1, subject: '', message: 'Message', ...GUEST })],
    ['AddTicketReply', () => ({ ticketid: id, message: 'Reply', name: 'Gus', noemail: true })],
    ['UpdateTicket', () => ({ ticketid: id, status: 'Sleeping' })],
    ['NoSuchAction', () => ({})],
    [' GetTickets ', () => ({ limitnum: 1 })],
    // Actions of other APIs can be called only through their own doors.
    ['helpdeskeddy/ListTickets', () => ({})],
    ['SocialBoards/CreateTicket', () => ({ message: 'Message' })],
  ])('%s', async (action, params) => {
    const { json } = await world.post({ action, ...asForm(params()) });
    expect(json).toHaveProperty('result');
    expect(JSON.stringify(await localAPI(action, params()))).toBe(JSON.stringify(json));
    // Also through createLocalApi on the desk that serves the endpoint.
    expect(JSON.stringify(await world.call(action, params()))).toBe(JSON.stringify(json));
  });
});

const idOf = (opened: AnswerOf<'OpenTicket'>): number => {
  if (opened.result === 'error') throw new Error(opened.message);
  return opened.id;
};

test('takes JavaScript values in place of text', async () => {
  const field = await world.customField({ name: 'Order', type: 'number' });
  const opened = await localAPI('OpenTicket', {
    deptid: 1,
    subject: 'Subject',
    message: 'Message',
    ...GUEST,
    markdown: true,
    preventClientClosure: false,
    customfields: { [field]: 7 },
    attachments: [{ filename: 'b.txt', data: Buffer.from('bytes') }],
  });
  const { json } = await world.post({ action: 'GetTicket', ticketid: String(idOf(opened)) });
  expect(json).toMatchObject({
    customfields: { customfield: [{ value: '7' }] },
    replies: { reply: [{ attachments: [{ filename: 'b.txt', index: 0 }] }] },
  });
});

test('takes the bytes of a file as fetch answers them', async () => {
  const data = await new Response('of fetch').arrayBuffer();
  const attachments = [
    { name: 'a.txt', data },
    { name: 'b.txt', data: new DataView(data, 3) },
  ];
  const opened = await localAPI('OpenTicket', { deptid: 1, subject: 'S', message: 'M', ...GUEST, attachments });
  const texts = [0, 1].map(async (index) => {
    const file = await localAPI('GetTicketAttachment', { relatedid: idOf(opened), type: 'ticket', index });
    return file.result === 'success' && Buffer.from(file.data, 'base64').toString();
  });
  expect(await Promise.all(texts)).toEqual(['of fetch', 'fetch']);
});

test('refuses a Blob instead of leaving it out', async () => {
  const attachments = [new Blob(['bytes'])] as never;
  expect(await localAPI('OpenTicket', { deptid: 1, subject: 'S', message: 'M', ...GUEST, attachments })).toEqual({
    result: 'error',
    message: 'attachments must be a base64 encoded JSON list of {name, data}',
  });
});

test.each([undefined, null, '', ' ', 7])('refuses the name %p as the endpoint refuses a missing one', async (name) => {
  const { json } = await world.post({});
  expect(await localAPI(name as string, {})).toEqual(json);
});

test('takes null for no parameters', async () => {
  const none = null as unknown as Record<string, unknown>;
  expect(await localAPI('GetSupportStatuses', none)).toEqual(await localAPI('GetSupportStatuses', {}));
  expect(await localAPI('GetSupportStatuses', [] as never)).toEqual(await localAPI('GetSupportStatuses'));
});

test.each(['limitnum=5', ['limitnum', 5], new Map([['limitnum', 5]]), new URLSearchParams('limitnum=5'), 5, true])(
  'refuses the parameters %p instead of running without them',
  async (sent) => {
    const message = 'The parameters must be an object, such as { ticketid: 1 }';
    expect(await localAPI('GetTickets', sent as never)).toEqual({ result: 'error', message });
  },
);

describe('different forms of parameters open the same ticket', () => {
  let opened: (params: Record<string, unknown>) => Promise<string>;
  let fields: [text: number, choice: number];

  beforeAll(async () => {
    await world.admin('form');
    fields = [
      await world.customField({ name: 'Site', type: 'text' }),
      await world.customField({ name: 'Area', type: 'hierarchy', options: ['Hosting>Shared'] }),
    ];
    const asAdmin = await world.credential(['*'], {
      admin: (await world.rows<{ id: number }>(`select id from staff where username = 'form'`))[0]!.id,
    });
    const all = {
      deptid: 1,
      ...GUEST,
      noemail: 'true',
      subject: 'Form',
      message: '**M**',
      created: '2024-01-01 10:00:00',
    };
    /** Opens a ticket as the administrator, in process or over HTTP, and reads it without its random parts. */
    opened = async ({ door, ...params }) => {
      const call = async (action: string, sent: Record<string, unknown>) =>
        door ? (await world.post({ ...asAdmin, action, ...asForm(sent) })).json! : await localAPI(action, sent, 'form');
      const { id } = await call('OpenTicket', { ...all, ...params });
      const answer = await call('GetTicket', { ticketid: id });
      return JSON.stringify({ ...answer, id: 0, ticketid: 0, tid: '', c: '' }).replace(/\d{6}_a\.txt/g, 'a.txt');
    };
  });

  test('values, texts as on the wire, and HTTP', async () => {
    const [text, choice] = fields;
    const json = JSON.stringify({ [text]: 'Größe', [choice]: { 1: 'Hosting', 2: 'Shared' } });
    const wire = {
      admin: 'true',
      markdown: '1',
      preventClientClosure: 'on',
      customfields: Buffer.from(json).toString('base64'),
      attachments: Buffer.from(JSON.stringify([file])).toString('base64'),
    };
    const nested = {
      admin: true,
      markdown: true,
      preventClientClosure: true,
      customfields: JSON.parse(json) as object,
      attachments: [file],
    };
    const throughTheDoor = await opened({ door: true, ...wire });
    expect(throughTheDoor).toContain('"admin":"Jo Admin"');
    expect(throughTheDoor).toContain('Hosting > Shared');
    expect(await opened(wire)).toBe(throughTheDoor);
    expect(await opened(nested)).toBe(throughTheDoor);
  });
});

test('acts as an administrator, by user name', async () => {
  await world.admin('jo');
  const opening = { deptid: 1, subject: 'Subject', message: 'Message', ...GUEST, admin: true };
  const id = idOf(await localAPI('OpenTicket', opening, 'JO'));
  expect(await localAPI('GetTicket', { ticketid: id })).toMatchObject({ admin: 'Jo Admin' });
  const nobody = { result: 'error', message: 'Admin user not found' };
  expect(await localAPI('GetTickets', {}, 'nobody')).toEqual(nobody);
  // An id is not a user name.
  expect(await localAPI('GetTickets', {}, '1')).toEqual(nobody);
});

test.each([
  ['with a NUL character', 'jo\0'],
  ['with half a character', '\ud800'],
  ...[0, Number.NaN, false, {}].map((name): [string, unknown] => [`that is ${JSON.stringify(name)}`, name]),
  ['that is a list in itself', withItself()],
])('refuses a user name %s, instead of making the call as the program', async (_, name) => {
  const answer = await localAPI('GetTickets', {}, name as string);
  expect(answer).toEqual({ result: 'error', message: 'Admin user not found' });
});

/** A list in itself. */
function withItself(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

test.each<[string, Record<string, unknown>, string]>([
  ['OpenTicket', { deptid: 1, message: 'Message', ...GUEST, subject: withItself() }, 'Subject is required'],
  ['OpenTicket', { deptid: 1, subject: 'Subject', ...GUEST, message: withItself() }, 'Message is required'],
  ['GetTickets', { status: withItself() }, 'Parameter "status" must be of type string'],
  ['UpdateTicket', { ticketid: 1, tags: withItself() }, 'Parameter "tags[0]" must be of type string'],
])('refuses a list in itself in a call of %s', async (action, params, message) => {
  expect(await localAPI(action, params)).toEqual({ result: 'error', message });
});

test('repeats the first answer for the same key, and refuses the key for another call', async () => {
  const opening = { deptid: 1, subject: 'Once', message: 'Message', ...GUEST, idempotencykey: 'local-1' };
  const first = await localAPI('OpenTicket', opening);
  expect(await localAPI('OpenTicket', opening)).toEqual(first);
  expect(await localAPI('GetTickets', { subject: 'Once' })).toMatchObject({ totalresults: 1 });
  expect(await localAPI('OpenTicket', { ...opening, message: 'Another' })).toEqual({
    result: 'error',
    message: 'This Idempotency-Key was already used with other parameters',
  });
});

test.each(['idempotencyKey', 'IDEMPOTENCYKEY'])('knows the key by %s, as the endpoint does', async (name) => {
  const opening = { deptid: 1, subject: 'Once', message: 'Message', ...GUEST, [name]: `local-${name}` };
  const first = await localAPI('OpenTicket', opening);
  expect(first).toMatchObject({ result: 'success' });
  expect(await localAPI('OpenTicket', opening)).toEqual(first);
});

test('throws only if the desk cannot be opened, and opens it once that is possible again', async () => {
  await closeLocalAPI();
  process.env.HATCHDESK_TIMEZONE = 'Nowhere/Land';
  await expect(localAPI('GetTickets')).rejects.toThrow('HATCHDESK_TIMEZONE');
  process.env.HATCHDESK_TIMEZONE = 'UTC';
  expect(await localAPI('GetTickets', { limitnum: 1 })).toMatchObject({ result: 'success' });
});

describe('in a separate program', () => {
  /** A world with the program's settings, so that the same calls get the same answers. */
  const twin = useWorld((config) => {
    config.desk = { ...config.desk, ticketMask: 'T%i' };
  });

  test('answers the same on its own embedded database, and the program ends', async () => {
    const created = '2024-01-01 10:00:00';
    const calls: [string, Record<string, unknown>][] = [
      ['GetSupportStatuses', {}],
      ['OpenTicket', { deptid: 1, subject: 'Größe', message: '😀\r\n', ...GUEST, created, noemail: true }],
      ['AddTicketReply', { ticketid: 1, message: 'Reply', adminusername: 'Robot', created, noemail: true }],
      ['AddTicketNote', { ticketnum: 'T1', message: 'Note', created }],
      ['GetTicket', { ticketid: 1 }],
      ['GetTickets', {}],
      ['OpenTicket', { deptid: 2, subject: 'Subject', message: 'Message', ...GUEST }],
    ];
    const env = {
      ...bareEnvironment(),
      HATCHDESK_DATA: join(temporaryFolder(), 'data'),
      HATCHDESK_TICKET_MASK: 'T%i',
      HATCHDESK_TIMEZONE: 'UTC',
      HATCHDESK_LOG_LEVEL: 'warn',
    };
    const program = join(__dirname, 'support', 'local-process.ts');
    const parameters = ['--import', 'tsx', program, JSON.stringify(calls)];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, parameters, { env });
    const answers = JSON.parse(stdout) as Record<string, unknown>[];

    const expected = [];
    for (const [action, params] of calls) expected.push((await twin.post({ action, ...asForm(params) })).json);
    const withoutRandom = (text: string) => text.replace(/"c":"[A-Za-z0-9]{8}"/g, '"c":""');
    expect(withoutRandom(JSON.stringify(answers))).toBe(withoutRandom(JSON.stringify(expected)));
    expect(answers.map(({ result }) => result)).toEqual([...Array(6).fill('success'), 'error']);
    expect(stderr).toBe('');
  });
});
