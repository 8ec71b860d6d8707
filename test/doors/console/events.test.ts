import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createLoad } from '../../../src/doors/load';
import { createStreams, type Streams } from '../../../src/doors/streams';
import { createApp } from '../../../src/server/app';
import { closeReaders, type EventReader, readEvents } from '../../support/event-stream';
import { eventually } from '../../support/eventually';
import { type StaffBrowser, staffBrowser } from '../../support/staff-session';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

let elsewhere: number;
let jo: StaffBrowser;
let sam: StaffBrowser;
const ids = { jo: 0, sam: 0 };
/** The same app with shorter times, because nobody wants to wait for the usual ones. */
let server: Server;
let streams: Streams;
let quick = '';

beforeAll(async () => {
  await world.serve();
  elsewhere = await world.department({ name: 'Elsewhere' });
  ids.jo = await world.admin('jo');
  ids.sam = await world.admin('sam', { departmentIds: [1] });
  jo = await staffBrowser(world, ids.jo);
  sam = await staffBrowser(world, ids.sam);
  const { limits } = world.desk.config;
  streams = createStreams(limits, { checkEveryMs: 50, lookAgainMs: 50 });
  const serving = { load: createLoad(limits), streams, metrics: undefined, isStopping: () => false };
  server = createServer(createApp(world.desk, pino({ level: 'silent' }), serving));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  quick = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(closeReaders);
afterAll(() => server.close().closeAllConnections());

const listen = (path = '/admin/events', { headers }: StaffBrowser = jo, url = world.url): Promise<EventReader> =>
  readEvents(url, path, headers);

/** Waits until a stream has told all that was there before. */
async function settled(reader: EventReader): Promise<EventReader> {
  await eventually(() => reader.events.some(({ type }) => type === 'hello'));
  return reader;
}

const of = ({ events }: EventReader, type: string) =>
  events.filter((event) => event.type === type).map(({ data }) => data as Record<string, unknown>);

const ticketsTold = (reader: EventReader) =>
  new Set(of(reader, 'changed').flatMap(({ tickets }) => tickets as number[]));

/** Who was last told to be at a ticket, such as `3 typing`. */
function peopleTold(reader: EventReader, ticketId: number): string[] {
  const people = of(reader, 'presence').flatMap(({ tickets }) => {
    const told = (tickets as Record<string, { id: number; state: string }[]>)[ticketId];
    return told === undefined ? [] : [told];
  });
  return (people.at(-1) ?? []).map(({ id, state }) => `${id} ${state}`);
}

const at = (ticketid: number, state: string, who = 'sam') => world.done('SetTicketPresence', { ticketid, state }, who);

test('tells which tickets changed, without a word of theirs', async () => {
  const reader = await settled(await listen());
  expect(reader.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  const { id } = await world.ticket({ subject: 'A secret subject', message: 'A secret message' });
  await eventually(() => ticketsTold(reader).has(id));
  const [first] = of(reader, 'changed');
  expect(first).toEqual({ tickets: [id], kinds: ['TicketOpen'], counts: true });
  await world.done('AddTicketNote', { ticketid: id, message: 'A secret note' });
  await eventually(() => of(reader, 'changed').length === 2);
  expect(of(reader, 'changed')[1]).toEqual({ tickets: [id], kinds: ['TicketAddNote'], counts: false });
  expect(reader.text()).toMatch(/^retry: 2000\n\n/);
  expect(reader.text()).not.toMatch(/secret|guest@example.com/);
});

test('names each of the tickets that are merged, and those that are deleted', async () => {
  const [one, other, third] = [await world.ticket(), await world.ticket(), await world.ticket()];
  const reader = await settled(await listen());
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: other.id });
  await world.done('DeleteTicket', { ticketid: third.id });
  await eventually(() => [one, other, third].every(({ id }) => ticketsTold(reader).has(id)));
});

test('goes on after the last event that the browser knows, and says when that is too long ago', async () => {
  const before = await world.ticket();
  const since = Number((await world.done('GetEvents', { limit: 1 })).last);
  const { id } = await world.ticket();
  const resumed = await readEvents(world.url, '/admin/events?since=1', { ...jo.headers, 'Last-Event-ID': `${since}` });
  await eventually(() => ticketsTold(resumed).has(id));
  expect(of(resumed, 'hello')).toEqual([{ reset: false }]);
  expect(ticketsTold(resumed).has(before.id)).toBe(false);
  // As after a backup was restored, numbers begin anew.
  const ahead = await listen(`/admin/events?since=${since + 1_000_000}`, await staffBrowser(world, ids.sam));
  await eventually(() => of(ahead, 'hello').some(({ reset }) => reset === true));
  const later = await world.ticket();
  await eventually(() => ticketsTold(ahead).has(later.id));
});

test('tells who comes, types, stops and leaves', async () => {
  const { id } = await world.ticket();
  await at(id, 'viewing', 'jo');
  const reader = await settled(await listen());
  await eventually(() => peopleTold(reader, id).join() === `${ids.jo} viewing`);
  await at(id, 'typing');
  await eventually(() => peopleTold(reader, id).join() === `${ids.jo} viewing,${ids.sam} typing`);
  await at(id, 'viewing');
  await eventually(() => peopleTold(reader, id).join() === `${ids.jo} viewing,${ids.sam} viewing`);
  await at(id, 'away');
  await eventually(() => peopleTold(reader, id).join() === `${ids.jo} viewing`);
});

test('tells when somebody stops typing, or their browser dies', async () => {
  const { id } = await world.ticket();
  const reader = await settled(await listen('/admin/events', jo, quick));
  await at(id, 'typing');
  await eventually(() => peopleTold(reader, id).join() === `${ids.sam} typing`);
  world.now = new Date(world.now.getTime() + 13_000);
  await eventually(() => peopleTold(reader, id).join() === `${ids.sam} viewing`);
  world.now = new Date(world.now.getTime() + 33_000);
  await eventually(() => peopleTold(reader, id).length === 0);
});

test('tells nothing of other departments', async () => {
  const [here, there] = [await world.ticket(), await world.ticket({ deptid: elsewhere })];
  const [all, some] = [await settled(await listen()), await settled(await listen('/admin/events', sam))];
  await at(there.id, 'viewing', 'jo');
  await world.done('AddTicketNote', { ticketid: there.id, message: 'There' });
  await eventually(() => ticketsTold(all).has(there.id) && peopleTold(all, there.id).length === 1);
  await at(here.id, 'viewing', 'jo');
  await world.done('AddTicketNote', { ticketid: here.id, message: 'Here' });
  await eventually(() => ticketsTold(some).has(here.id) && peopleTold(some, here.id).length === 1);
  expect(ticketsTold(some).has(there.id)).toBe(false);
  expect(some.text()).not.toContain(`"${there.id}"`);
});

test('ends with the session', async () => {
  const browser = await staffBrowser(world, ids.jo);
  const reader = await settled(await listen('/admin/events', browser, quick));
  await browser.end();
  await eventually(() => reader.ended() === 'complete');
  expect((await listen('/admin/events', browser)).status).toBe(401);
});

test('ends with the rights, and has other tickets with other departments', async () => {
  const id = await world.admin('kim', { actions: ['getevents', 'getticketpresence'] });
  const browser = await staffBrowser(world, id);
  const reader = await settled(await listen('/admin/events', browser, quick));
  await world.change('insert into staff_departments (staff_id, department_id) values ($1, 1)', [id]);
  await eventually(() => of(reader, 'hello').some(({ reset }) => reset === true));
  const [there, here] = [await world.ticket({ deptid: elsewhere }), await world.ticket()];
  streams.tell(Number((await world.done('GetEvents', { limit: 1 })).last));
  await eventually(() => ticketsTold(reader).has(here.id));
  expect(ticketsTold(reader).has(there.id)).toBe(false);
  await world.change('delete from staff_roles where staff_id = $1', [id]);
  await eventually(() => reader.ended() === 'complete');
  expect((await listen('/admin/events', browser)).status).toBe(403);
});

test('does not keep a session alive that nobody uses', async () => {
  const browser = await staffBrowser(world, ids.jo);
  const [before] = await world.rows('select max(last_seen_at) as at from staff_sessions');
  world.now = new Date(world.now.getTime() + 3_600_000);
  await settled(await listen('/admin/events', browser));
  expect(await world.rows('select max(last_seen_at) as at from staff_sessions')).toEqual([before]);
});

test('refuses strangers and other methods', async () => {
  expect((await readEvents(world.url, '/admin/events')).status).toBe(401);
  const { status, headers } = await world.send('/admin/events', { method: 'POST', headers: jo.headers });
  expect([status, headers.get('allow')]).toEqual([405, 'GET']);
});
