import { createHash } from 'node:crypto';
import { type Comparing, createComparing } from '../../src/comparing/comparing';
import { openUpstream } from '../../src/upstream/client';
import { type ComparedDesk, serveCompared } from '../support/compared-desk';
import { eventually } from '../support/eventually';
import { answerJson, answerRaw, type StubbedCall, UpstreamStub } from '../support/upstream-stub';
import { useWorld } from '../support/world';

const stub = new UpstreamStub();
let desk: ComparedDesk;

// Before the world's own, which closes the database.
afterAll(async () => {
  await desk.stop();
  await stub.stop();
});

const world = useWorld();

beforeAll(async () => {
  await stub.start();
  desk = await serveCompared(world, { url: stub.url });
});

let ticket: { id: number; tid: string; c: string };

beforeEach(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  await set('CompareReads', 'ours');
  await set('CompareShare', '100');
  ticket = await world.ticket({ noemail: true });
  stub.calls.length = 0;
  stub.respond = (_call, res) => answerJson(res, { result: 'success' });
});

afterEach(async () => {
  // Whatever the test did not look at must not turn up in the next one.
  await desk.comparing.write();
  await world.done('ResetComparison');
});

const set = (setting: string, value: string) => world.done('SetConfigurationValue', { setting, value });

interface Summary {
  actions: { action: ActionSummary[] };
}

interface ActionSummary {
  name: string;
  outcomes: { outcome: { name: string; calls: number; said: string }[] };
  differences: { difference: { field: string; kind: string; examples: { example: Record<string, string>[] } }[] };
}

async function found(name: string): Promise<ActionSummary | undefined> {
  return ((await world.done('GetComparison')) as unknown as Summary).actions.action.find((each) => each.name === name);
}

/** Waits until as many calls of an action have these outcomes. */
async function outcomes(name: string, expected: Record<string, number>): Promise<void> {
  let seen = {};
  await eventually(async () => {
    await desk.comparing.write();
    seen = Object.fromEntries(
      (await found(name))?.outcomes.outcome.map(({ name: each, calls }) => [each, calls]) ?? [],
    );
    return JSON.stringify(seen) === JSON.stringify(expected);
  });
  expect(seen).toEqual(expected);
}

const fieldOf = ({ fields }: StubbedCall, name: string) => fields.find(([each]) => each === name)?.[1];

/** What this desk answers, as the old one would. */
const ourAnswer = async () => (await world.call('GetTicket', { ticketid: ticket.id })) as Record<string, unknown>;

describe('with ours', () => {
  test('the caller gets our answer, and the other desk is asked the same with its own credential', async () => {
    const same = await ourAnswer();
    stub.respond = (_call, res) => answerJson(res, same);
    const { json } = await desk.post({ action: 'getticket', ticketid: String(ticket.id), repliessort: 'DESC' });
    expect(json).toEqual(same);
    await outcomes('GetTicket', { equal: 1 });
    expect(stub.calls).toHaveLength(1);
    const [call] = stub.calls as [StubbedCall];
    expect(Object.fromEntries(call.fields)).toEqual({
      ...{ action: 'GetTicket', identifier: 'there', secret: 'their secret', responsetype: 'json' },
      ...{ ticketid: String(ticket.id), repliessort: 'DESC' },
    });
    expect(call.body.toString()).not.toContain(world.credentials.secret);
  });

  test('the other desk is asked for no other action, whatever names JSON has', async () => {
    const same = await ourAnswer();
    stub.respond = (_call, res) => answerJson(res, same);
    const names = [' action', 'action\0', 'action[]', ' identifier', 'secret[x]'];
    const others = Object.fromEntries(names.map((name) => [name, 'DeleteClient']));
    const body = { ...world.credentials, ...others, action: 'GetTicket', ticketid: ticket.id };
    const answer = await fetch(`${desk.url}/includes/api.php`, {
      ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    });
    expect(await answer.json()).toMatchObject({ result: 'success' });
    await outcomes('GetTicket', { equal: 1 });
    expect(stub.calls[0]?.fields).toEqual([
      ['action', 'GetTicket'],
      ['identifier', 'there'],
      ['secret', 'their secret'],
      ['ticketid', String(ticket.id)],
      ['responsetype', 'json'],
    ]);
  });

  test('a desk with planted differences shows exactly those', async () => {
    const { cc: _cc, ...rest } = await ourAnswer();
    const theirs = {
      ...rest,
      subject: 'Sub&#106;ect',
      date: '2027-01-31 10:00:00',
      deptid: Number(rest.deptid),
      status: 'Answered',
      // No code begins like this.
      c: '-nother1',
      extra: 1,
    };
    stub.respond = (_call, res) => answerJson(res, theirs);
    await desk.post({ action: 'GetTicket', ticketid: String(ticket.id) });
    await outcomes('GetTicket', { different: 1 });
    const summary = await found('GetTicket');
    expect(summary?.differences.difference.map(({ field, kind }) => `${field} ${kind}`).sort()).toEqual([
      ...['c value', 'cc missingthere', 'date timezone', 'extra missinghere', 'status value', 'subject entities'],
    ]);
    const examples = summary?.differences.difference.map(({ field, examples: { example } }) => [field, example[0]]);
    const { here, there, call } = Object.fromEntries(examples ?? []).c as Record<string, string>;
    expect([here, there, call]).toEqual([
      ...['8 characters, differs from character 1 on', '8 characters, differs from character 1 on'],
      `ticketid=${ticket.id}`,
    ]);
    const recorded = JSON.stringify(await world.rows('select * from comparison_differences'));
    expect(recorded).not.toContain(ticket.c);
    expect(recorded).not.toContain('-nother1');
  });

  test.each(['json', 'xml', 'nvp'])('answers are compared in the format of the caller: %s', async (responsetype) => {
    stub.respond = async (call, res) => {
      // The other desk is this one, without its comparing.
      const own = Object.fromEntries(call.fields.filter(([name]) => name !== 'identifier' && name !== 'secret'));
      const { text, headers } = await desk.post(own, { 'User-Agent': 'Hatchdesk' });
      res.writeHead(200, { 'Content-Type': headers.get('content-type') ?? '' }).end(text);
    };
    await desk.post({ action: 'GetTickets', limitnum: '5', responsetype });
    await outcomes('GetTickets', { equal: 1 });
    expect(fieldOf(stub.calls[0] as StubbedCall, 'responsetype')).toBe(responsetype);
  });

  test('refusals are compared too', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'error', message: 'Ticket ID not found' });
    const { json } = await desk.post({ action: 'GetTicket', ticketid: '999999' });
    expect(json).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
    await outcomes('GetTicket', { different: 1 });
    expect((await found('GetTicket'))?.differences.difference).toMatchObject([
      { field: 'message', kind: 'lettercase' },
    ]);
  });

  test('an id that stands for another ticket there is no difference', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'success', ticketid: ticket.id, tid: 'ABC-1' });
    await desk.post({ action: 'GetTicket', ticketid: String(ticket.id) });
    await outcomes('GetTicket', { another: 1 });
  });

  test('only a share is compared, evenly spread', async () => {
    await set('CompareShare', '25');
    for (let call = 0; call < 8; call++) await desk.post({ action: 'GetSupportDepartments' });
    await outcomes('GetSupportDepartments', { different: 2 });
    expect(stub.calls).toHaveLength(2);
  });

  test.each([
    [
      'one that writes',
      { action: 'OpenTicket', deptid: '1', name: 'A', email: 'a@example.com', subject: 'S', message: 'M' },
    ],
    ['one that WHMCS lacks', { action: 'GetTicketHistory', ticketid: '1' }],
    ['one about the desk itself', { action: 'WhmcsDetails' }],
    ['one that is refused before it is read', { action: 'GetTickets', identifier: 'nobody' }],
  ])('never asks for %s', async (_name, fields) => {
    await desk.post(fields);
    await desk.post({ action: 'GetSupportStatuses' });
    await outcomes('GetSupportStatuses', { different: 1 });
    expect(stub.calls.map(({ action }) => action)).toEqual(['GetSupportStatuses']);
  });

  test('callers who see a part are counted and not compared', async () => {
    const admin = await world.admin(`part${ticket.id}`, { departmentIds: [1] });
    const credentials = await world.credential(['*'], { admin });
    expect((await desk.post({ action: 'GetTickets', ...credentials })).json?.result).toBe('success');
    await outcomes('GetTickets', { part: 1 });
    expect(stub.calls).toEqual([]);
  });

  test('callers without the right are refused, and nobody is asked', async () => {
    const credentials = await world.credential(['getclients']);
    expect((await desk.post({ action: 'GetTickets', ...credentials })).status).toBe(403);
    expect(stub.calls).toEqual([]);
  });
});

/** Ways in which another desk can be useless, and how that counts. */
const USELESS: [name: string, respond: UpstreamStub['respond'], outcome: string, said: RegExp][] = [
  ['hangs up', (_call, res) => void res.socket?.destroy(), 'failed', /broke the connection off$/],
  [
    'answers with a page',
    (_call, res) => void res.end('<html><body>Oops</body></html>'),
    'unreadable',
    /an HTML page$/,
  ],
  ['answers with half a JSON', (_call, res) => void res.end('{"result":"succ'), 'unreadable', /no valid JSON$/],
  ['answers with a list', (_call, res) => void res.end('[1,2]'), 'unreadable', /neither JSON nor XML nor NVP$/],
  ['answers with nothing', (_call, res) => void res.end(), 'unreadable', /is empty$/],
  ['fails', (_call, res) => answerJson(res, { result: 'error' }, 500), 'failed', /status 500$/],
  [
    'refuses us',
    (_call, res) => answerJson(res, { result: 'error', message: 'Invalid IP 192.0.2.1' }, 403),
    ...(['failed', /status 403: Invalid IP 192\.0\.2\.1$/] as const),
  ],
  ['speaks another protocol', (_call, res) => answerRaw(res, 'SSH-2.0-OpenSSH\r\n'), 'failed', /not HTTP$/],
];

/** As many actions as there are ways, so that each counts on its own. */
const ACTIONS = [
  ...['GetTickets', 'GetTicketNotes', 'GetSupportDepartments', 'GetSupportStatuses', 'GetTicketCounts', 'GetClients'],
  ...['GetUsers', 'GetContacts', 'GetTicketPredefinedCats'],
];

test.each(['ours', 'theirs'])('with %s, a desk that is of no use harms nobody', async (mode) => {
  await set('CompareReads', mode);
  const ways = new Map(USELESS.map((way, index) => [ACTIONS[index] ?? '', way]));
  stub.respond = (call, res) => ways.get(call.action)?.[1](call, res);
  const params = { ticketid: String(ticket.id) };
  for (const action of ways.keys()) {
    const { status, json } = await desk.post({ action, ...params });
    expect({ status, json }).toEqual({ status: 200, json: await world.call(action, params) });
  }
  for (const [action, [, , outcome, said]] of ways) {
    await outcomes(action, { [outcome]: 1 });
    expect((await found(action))?.outcomes.outcome[0]?.said).toMatch(said);
  }
});

test.each(['ours', 'theirs'])('with %s, a desk that hangs is given up', async (mode) => {
  await set('CompareReads', mode);
  stub.respond = () => {};
  const hasty = await serveCompared(world, { url: stub.url, timeoutMs: 200 });
  expect((await hasty.post({ action: 'GetClients' })).json).toEqual(await world.call('GetClients'));
  await eventually(() => hasty.comparing.counts().get('failed') === 1);
  await hasty.stop();
  await outcomes('GetClients', { failed: 1 });
  expect((await found('GetClients'))?.outcomes.outcome[0]?.said).toMatch(
    /^The upstream WHMCS at 127\.0\.0\.1:\d+ did not answer within 200 ms$/,
  );
});

test('a desk that fails again and again is left alone', async () => {
  const other = await serveCompared(world, { url: 'http://127.0.0.1:1' });
  for (let call = 0; call < 8; call++) await other.post({ action: 'GetSupportStatuses' });
  await eventually(async () => {
    await other.comparing.write();
    const [first] = (await found('GetSupportStatuses'))?.outcomes.outcome ?? [];
    return first?.name === 'down' && first.calls > 0;
  });
  await other.stop();
});

test('the answer is sent before the other desk has said anything', async () => {
  const held: (() => void)[] = [];
  stub.respond = (_call, res) => void held.push(() => answerJson(res, { result: 'success' }));
  for (let call = 0; call < 5; call++) await desk.post({ action: 'GetSupportStatuses' });
  // Few at a time.
  await eventually(() => held.length === 2);
  expect(stub.calls).toHaveLength(2);
  stub.respond = (_call, res) => answerJson(res, { result: 'success' });
  for (const answer of held) answer();
  await outcomes('GetSupportStatuses', { different: 5 });
});

describe('with theirs', () => {
  beforeEach(() => set('CompareReads', 'theirs'));

  test('the caller gets their answer byte for byte, with status and type', async () => {
    const body = `{"result":"success",\t"tid" : "\\u0031\\/2"}\r\n`;
    stub.respond = (_call, res) =>
      void res.writeHead(201, { 'Content-Type': 'application/json;charset=UTF-8', 'Set-Cookie': 'a=b' }).end(body);
    const { status, text, headers } = await desk.post({ action: 'GetTickets' });
    const digest = (bytes: string) => createHash('sha256').update(bytes).digest('hex');
    expect([status, digest(text), headers.get('content-type')]).toEqual([
      201,
      digest(body),
      'application/json;charset=UTF-8',
    ]);
    expect(headers.get('set-cookie')).toBeNull();
    await outcomes('GetTickets', { different: 1 });
  });

  test('even where we would refuse', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'success', ticketid: 999999 });
    const { json } = await desk.post({ action: 'GetTicket', ticketid: '999999' });
    expect(json).toEqual({ result: 'success', ticketid: 999999 });
    await outcomes('GetTicket', { different: 1 });
    expect((await found('GetTicket'))?.differences.difference).toMatchObject([{ field: 'result', kind: 'value' }]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an id that stands for another ticket there', { result: 'success', tid: 'ABC-1', subject: 'Of somebody else' }],
    ['a ticket that is not there', { result: 'error', message: 'Ticket ID Not Found' }],
  ])('ours for %s', async (_name, theirs) => {
    stub.respond = (_call, res) => answerJson(res, theirs);
    for (const named of [{ ticketid: String(ticket.id) }, { ticketnum: ticket.tid }] as Record<string, string>[]) {
      expect((await desk.post({ action: 'GetTicket', ...named })).json).toMatchObject({ tid: ticket.tid });
    }
    await outcomes('GetTicket', { another: 2 });
  });

  test('ours for notes and files of a ticket that was opened here after the import', async () => {
    const file = [{ name: 'a.txt', data: Buffer.from('ours').toString('base64') }];
    const attachments = Buffer.from(JSON.stringify(file)).toString('base64');
    const { id } = await world.done('OpenTicket', {
      ...{ deptid: 1, subject: 'New', message: 'Hi', name: 'A', email: 'a@example.com', attachments, noemail: true },
    });
    await world.done('AddTicketNote', { ticketid: id, message: 'Our note' });
    stub.respond = (_call, res) => answerJson(res, { result: 'success', theirs: 1 });
    const ask = async (action: string, fields: Record<string, string>) => (await desk.post({ action, ...fields })).json;
    const ofFile = { relatedid: String(id), type: 'ticket', index: '0' };
    // Without an import, the desks have the same ids because somebody says so.
    expect(await ask('GetTicketAttachment', ofFile)).toHaveProperty('theirs');
    await world.change(`insert into imports (source, created_at) values ('whmcs', now())`);
    expect(await ask('GetTicketAttachment', ofFile)).toMatchObject({ filename: 'a.txt' });
    expect(await ask('GetTicketNotes', { ticketid: String(id) })).toMatchObject({ totalresults: 1 });
    expect(await ask('GetTicketNotes', { ticketid: '999999' })).toHaveProperty('theirs');
    await world.change(
      `insert into import_records (import_id, kind, source_id, way, target_table, target_id)
       select id, 'ticket', $1::text, 'linked', 'tickets', $1::int from imports`,
      [id],
    );
    expect(await ask('GetTicketNotes', { ticketid: String(id) })).toHaveProperty('theirs');
    await world.change('delete from imports');
    await outcomes('GetTicketAttachment', { different: 1, another: 1 });
  });

  test('but never callers who see a part, or may not call', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'success', theirs: 1 });
    const admin = await world.admin(`their${ticket.id}`, { departmentIds: [1] });
    const part = await desk.post({ action: 'GetTickets', ...(await world.credential(['*'], { admin })) });
    expect(part.json).not.toHaveProperty('theirs');
    const none = await desk.post({ action: 'GetTickets', ...(await world.credential(['getclients'])) });
    expect(none.status).toBe(403);
    expect(stub.calls).toEqual([]);
  });
});

describe('limits', () => {
  /** Lets a call be compared, as the door does. */
  async function offer(comparing: Comparing, body: string): Promise<void> {
    const caller = { name: 'a', clientId: null, ticketId: null, departmentIds: null };
    const { signal } = new AbortController();
    const call = { action: 'GetTickets', caller, fields: {}, responsetype: 'json', signal } as const;
    const compared = await comparing.begin(call);
    await compared?.answered({ status: 200, body }, (then) => then());
  }

  test('what does not fit is counted and dropped', async () => {
    stub.respond = () => {};
    const other = await serveCompared(world, { url: stub.url });
    for (let call = 0; call < 210; call++) await offer(other.comparing, '{"result":"success"}');
    await offer(other.comparing, `"${'x'.repeat(1_000_000)}"`);
    await other.comparing.write();
    const { outcome } = (await found('GetTickets'))?.outcomes ?? { outcome: [] };
    // Two are under way and 200 wait.
    expect(outcome.map(({ name, calls }) => [name, calls])).toEqual([
      ['full', 8],
      ['large', 1],
    ]);
    expect(Object.fromEntries(other.comparing.counts())).toMatchObject({ equal: 0, different: 0, skipped: 9 });
    await other.stop();
    await outcomes('GetTickets', { full: 208, large: 1 });
  });

  test('what could not be written is written later, once', async () => {
    const { database, settings, clock } = world.desk;
    let isDown = true;
    const transaction: typeof database.transaction = (...parts) =>
      isDown ? Promise.reject(new Error('down')) : database.transaction(...parts);
    const client = openUpstream({ url: stub.url, identifier: 'there', secret: 'secret', timeoutMs: 10_000 });
    const comparing = createComparing({ client, database: { transaction }, settings, accessOf: () => 'read', clock });
    for (const round of [1, 2]) {
      await offer(comparing, '{"result":"success"}');
      await eventually(() => comparing.counts().get('equal') === round);
      await expect(comparing.write()).rejects.toThrow('down');
    }
    isDown = false;
    await Promise.all([comparing.write(), comparing.write()]);
    await comparing.stop();
    await client.close();
    await outcomes('GetTickets', { equal: 2 });
  });
});
