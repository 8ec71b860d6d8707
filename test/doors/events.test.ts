import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createLoad } from '../../src/doors/load';
import { createStreams } from '../../src/doors/streams';
import { createApp } from '../../src/server/app';
import { allDelivered } from '../support/all-delivered';
import { asClient, asProgram } from '../support/doors';
import { closeReaders, type EventReader, gets, readEvents } from '../support/event-stream';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld((config) => {
  config.database.poolSize = 6;
  Object.assign(config.limits, { eventStreams: 6, eventStreamsPerCaller: 3 });
});

const basic = ({ identifier, secret }: Credentials) => ({
  Authorization: `Basic ${Buffer.from(`${identifier}:${secret}`).toString('base64')}`,
});

let own: Record<string, string>;

beforeAll(async () => {
  await world.serve();
  own = basic(world.credentials);
});

afterEach(closeReaders);

const listen = (path = '/events', headers: Record<string, string> = own): Promise<EventReader> =>
  readEvents(world.url, path, headers);

const last = async () => Number((await world.done('GetEvents', { limit: 1 })).last);

/** The number of the last event, once those of earlier tests have theirs too. */
const settledLast = async () => {
  await allDelivered(world);
  return last();
};

const typesOf = ({ events }: EventReader) => events.map(({ type }) => type);

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** The same app with other times, because nobody wants to wait for the usual ones. */
async function serve(times: { commentEveryMs: number; stuckMs: number }) {
  const { limits } = world.desk.config;
  const streams = createStreams(limits, times);
  const serving = { load: createLoad(limits), streams, metrics: undefined, isStopping: () => false };
  const server = createServer(createApp(world.desk, pino({ level: 'silent' }), serving));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, streams };
}

test('streams what is new, as GetEvents tells it', async () => {
  await world.ticket();
  const since = await last();
  const reader = await listen();
  expect([reader.status, reader.headers['content-type']]).toEqual([200, 'text/event-stream']);
  expect(reader.headers['x-accel-buffering']).toBe('no');
  const { id } = await world.ticket();
  await world.done('AddTicketReply', { ticketid: id, message: 'More', name: 'A', email: 'a@example.com' });
  await gets(reader, 2);
  const { json } = await world.post({ action: 'GetEvents', since: String(since) });
  const { event } = json!.events as { event: Record<string, unknown>[] };
  expect(reader.events.map(({ id, type }) => [id, type])).toEqual([
    [since + 1, 'TicketOpen'],
    [since + 2, 'TicketUserReply'],
  ]);
  expect(reader.events[1]?.data).toEqual(event[1]);
  expect(reader.text()).toMatch(/^retry: 2000\n\nid: \d+\nevent: TicketOpen\ndata: \{"id":"evt_/);
});

test('begins and goes on where the client says', async () => {
  const since = await last();
  const ids: number[] = [];
  for (let index = 0; index < 3; index++) ids.push((await world.ticket()).id);
  const ticketsOf = ({ events }: EventReader) => events.map(({ data }) => data.data.ticketid);
  const all = await listen('/events?since=0');
  const later = await listen(`/events?since=${since + 1}`);
  await gets(later, 2);
  await gets(all, since + 3);
  expect(ticketsOf(later)).toEqual(ids.slice(1));
  expect(all.events.map(({ id }) => id)).toEqual(Array.from({ length: since + 3 }, (_, index) => index + 1));
  // As a browser sends it when it connects again, with the address of the first time.
  const again = await listen(`/events?since=${since}`, { ...own, 'Last-Event-ID': String(since + 2) });
  await gets(again, 1);
  expect(ticketsOf(again)).toEqual(ids.slice(2));
});

test('filters as GetEvents does', async () => {
  const department = await world.department();
  const reader = await listen(`/events?events=TicketOpen,TicketClose&DeptID=${department}`);
  await world.ticket();
  const { id } = await world.ticket({ deptid: department });
  await world.done('UpdateTicket', { ticketid: id, subject: 'New' });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  await gets(reader, 2);
  expect(typesOf(reader)).toEqual(['TicketOpen', 'TicketClose']);
  expect(reader.events.map(({ data }) => data.data.ticketid)).toEqual([id, id]);
});

test('shows clients what happens to their own tickets, but nothing internal', async () => {
  const { clientId } = await world.client();
  const reader = await listen('/events', await asClient(world, clientId));
  await world.admin('jo');
  const mine = { name: undefined, email: undefined, clientid: clientId };
  await world.ticket();
  const { id } = await world.ticket(mine);
  await world.done('AddTicketNote', { ticketid: id, message: 'Secret' }, 'jo');
  await world.done('UpdateTicket', { ticketid: id, flag: 1 }, 'jo');
  await world.done('AddAnnouncement', { title: 'Title', announcement: 'Text', date: '2027-01-31' });
  const foreign = await world.ticket({ ...mine, clientid: (await world.client()).clientId });
  await world.done('AddTicketReply', { ticketid: foreign.id, message: 'Secret', adminusername: 'jo' });
  await world.done('AddTicketReply', { ticketid: id, message: 'Answer', adminusername: 'jo' });
  const deleted = await world.ticket(mine);
  await world.done('DeleteTicket', { ticketid: deleted.id });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' }, 'jo');
  await eventually(() => typesOf(reader).includes('TicketClose'));
  const told = reader.events.filter(({ data }) => data.data.ticketid === id);
  expect(told.map(({ type }) => type)).toEqual([
    ...['TicketOpen', 'TicketAdminReply', 'TicketStatusChange', 'TicketClose'],
  ]);
  // The deleted one may have been told before it was deleted.
  expect(reader.events.filter((one) => !told.includes(one) && one.data.data.ticketid !== deleted.id)).toEqual([]);
  expect(reader.text()).not.toContain('Secret');
});

test('shows credentials of some departments only those', async () => {
  const department = await world.department();
  const admin = await world.admin('limited', { departmentIds: [department] });
  const reader = await listen('/events', basic(await world.credential(['getevents'], { admin })));
  await world.ticket();
  const { id } = await world.ticket({ deptid: department });
  await gets(reader, 1);
  expect(reader.events.map(({ data }) => data.data.ticketid)).toEqual([id]);
});

test('takes the bearer tokens of programs', async () => {
  const reader = await listen('/events', await asProgram(world, ['getevents']));
  await world.ticket();
  await gets(reader, 1);
  expect(typesOf(reader)).toEqual(['TicketOpen']);
});

test('ends soon after the credential was revoked, and tells it nothing more', async () => {
  const { credentialid, identifier, secret } = await world.done('AddCredential', { roles: await role() });
  const reader = await listen('/events', basic({ identifier: String(identifier), secret: String(secret) }));
  const before = await world.ticket();
  await gets(reader, 1);
  await world.done('DeleteCredential', { credentialid });
  await world.ticket();
  await eventually(() => reader.ended());
  expect(reader.ended()).toBe('complete');
  expect(reader.events.map(({ data }) => data.data.ticketid)).toEqual([before.id]);
  await eventually(() => world.log.find(({ refused, path }) => path === '/events' && refused === 'unauthenticated'));
});

test('ends without any event after the right was taken away', async () => {
  const { credentialid, identifier, secret } = await world.done('AddCredential', { roles: await role() });
  const reader = await listen('/events', basic({ identifier: String(identifier), secret: String(secret) }));
  await world.done('UpdateCredential', { credentialid, roles: await role('gettickets') });
  // Within five seconds on a quiet machine.
  await eventually(() => reader.ended());
  expect([reader.ended(), reader.events]).toEqual(['complete', []]);
});

async function role(actions = 'getevents'): Promise<string> {
  const name = `Reads ${actions} ${Math.random()}`;
  await world.done('AddRole', { name, actions });
  return name;
}

describe('refuses', () => {
  const refusals: [string, number, string, string, () => Record<string, string> | Promise<Record<string, string>>][] = [
    ['nobody', 401, 'Invalid or missing credentials', '/events', () => ({})],
    ['a wrong token', 401, 'Unauthenticated.', '/events', () => ({ Authorization: 'Bearer hdp_x' })],
    [
      ...(['a role without GetEvents', 403, 'Invalid Permissions: API action "getevents" is not allowed'] as const),
      ...(['/events', async () => basic(await world.credential(['gettickets']))] as const),
    ],
    ['another since', 400, 'since must be the sequence of an event, or 0', '/events?since=now', () => own],
    [
      ...(['another id', 400, 'since must be the sequence of an event, or 0', '/events'] as const),
      () => ({ ...own, 'Last-Event-ID': 'x' }),
    ],
    ['an unknown event', 400, 'There is no event "Nothing"', '/events?events=Nothing', () => own],
  ];

  test.each(refusals)('%s', async (_what, status, message, path, headers) => {
    const answer = await world.send(path, { headers: await headers() });
    expect([answer.status, answer.json]).toEqual([status, { result: 'error', message }]);
  });

  test('a number that no event has yet', async () => {
    const { status, json } = await world.send('/events?since=9999999', { headers: own });
    expect([status, json?.message]).toEqual([400, `There is no event 9999999 yet: the last one is ${await last()}`]);
  });

  test('other methods', async () => {
    const { status, headers, json } = await world.send('/events', { method: 'POST', headers: own });
    expect([status, headers.get('allow'), json?.message]).toEqual([405, 'GET', 'Only GET is answered']);
  });

  test('more streams than a caller may have, until one ends', async () => {
    const others = await Promise.all([listen(), listen(), listen()]);
    const refused = await world.send('/events', { headers: own });
    expect(refused.status).toBe(429);
    expect(refused.json?.message).toBe('Too many event streams with this credential: the limit is 3');
    others[0]?.close();
    await eventually(async () => (await listen()).status === 200);
  });

  test('more streams than there may be', async () => {
    const second = basic(await world.credential(['getevents']));
    const third = basic(await world.credential(['getevents']));
    // Those of the last test may still be ending.
    await eventually(async () => (await listen()).status === 200 && (await listen()).status === 200);
    closeReaders();
    await eventually(async () => {
      const all = await Promise.all([own, own, own, second, second, second].map((who) => listen('/events', who)));
      if (all.every(({ status }) => status === 200)) return true;
      closeReaders();
      return false;
    });
    const refused = await world.send('/events', { headers: third });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(refused.json?.message).toBe('Too many event streams at once: the limit is 6');
  });
});

test('is one call for the log and the metrics, however long it goes on', async () => {
  const reader = await listen();
  reader.close();
  const line = await eventually(() => world.log.findLast(({ path, msg }) => path === '/events' && msg === 'call'));
  expect(line).toMatchObject({ action: 'GetEvents', status: 200 });
  expect(line).not.toHaveProperty('aborted');
});

describe('in time', () => {
  test('reads for a slow client only what it takes, while others get everything', async () => {
    // A busy machine may take longer than a client usually has.
    const { url, streams } = await serve({ commentEveryMs: 60_000, stuckMs: 10 * PATIENCE_MS });
    const since = await settledLast();
    const credential = await world.credential(['getevents']);
    const slow = await readEvents(url, `/events?since=${since}`, basic(credential));
    slow.response.pause();
    const run = jest.spyOn(world.desk.dispatcher, 'run');
    await world.change(
      `insert into outbox (event, payload, created_at)
       select 'ClientEdit', jsonb_build_object('userid', n, 'email', repeat('x', 60000)), now() from generate_series(1, 400) n`,
    );
    await eventually(async () => (await last()) >= since + 400);
    streams.tell(since + 400);
    const fast = await readEvents(url, `/events?since=${since}`, own);
    await gets(fast, 400);
    const readFor = (username: string) => run.mock.calls.filter(([, , caller]) => caller.username === username).length;
    expect(readFor(world.credentials.identifier)).toBeGreaterThanOrEqual(16);
    // The buffers of the sockets take some megabytes of the 24, which are a few pages.
    expect(readFor(credential.identifier)).toBeLessThan(10);
    run.mockRestore();
    slow.response.resume();
    await gets(slow, 400);
    expect(slow.events.map(({ id }) => id)).toEqual(fast.events.map(({ id }) => id));
  });

  test('a comment comes every 15 seconds without events, and says where to go on', async () => {
    expect(createStreams(world.desk.config.limits).open('a').times.commentEveryMs).toBe(15_000);
    const { url } = await serve({ commentEveryMs: 20, stuckMs: 60_000 });
    await world.ticket();
    const since = await settledLast();
    const reader = await readEvents(url, '/events', own);
    const comment = `: nothing new\nid: ${since}\n\n`;
    await eventually(() => reader.text().split(comment).length > 3);
    expect(reader.text().replaceAll(comment, '')).toBe('retry: 2000\n\n');
    expect(reader.events).toEqual([]);
  });

  test('whoever reads nothing for 30 seconds is disconnected, and can go on later', async () => {
    expect(createStreams(world.desk.config.limits).open('a').times.stuckMs).toBe(30_000);
    const { url, streams } = await serve({ commentEveryMs: 60_000, stuckMs: 1_000 });
    const since = await settledLast();
    await world.change(
      `insert into outbox (event, payload, created_at)
       select 'ClientEdit', jsonb_build_object('userid', n, 'email', repeat('x', 60000)), now() from generate_series(1, 400) n`,
    );
    await eventually(async () => (await last()) >= since + 400);
    const stuck = await readEvents(url, `/events?since=${since}`, own);
    stuck.response.pause();
    await eventually(() => streams.count() === 0);
    stuck.response.resume();
    await eventually(() => stuck.ended() === 'cut off');
    expect(stuck.events.length).toBeLessThan(400);
    const lastId = stuck.events.at(-1)?.id ?? since;
    const again = await listen(`/events?since=${since}`, { ...own, 'Last-Event-ID': String(lastId) });
    await gets(again, 400 - stuck.events.length);
    const ids = [...stuck.events, ...again.events].map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(400);
    expect(ids).toEqual(ids.map((_, index) => since + 1 + index));
  });
});
