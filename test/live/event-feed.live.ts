import { closeReaders, type EventReader, readEvents } from '../support/event-stream';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import {
  CREDENTIALS,
  callServer,
  guestTicket,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

/** Starts the real server twice and writes hundreds of tickets, which takes too long for `npm test`. */
const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(folder);
});

afterAll(() => {
  closeReaders();
  kill(server.child.pid, 'SIGKILL');
  removeFolder(folder);
});

interface Told {
  id: string;
  sequence: number;
  type: string;
  data: { ticketid: number };
}

interface Page {
  next: number;
  last: number;
  events: { event: Told[] };
}

/** Asks for what comes after a number; undefined while there is no server. */
async function poll(since: number, limit = 100): Promise<Page | undefined> {
  const fields = { action: 'GetEvents', since: String(since), limit: String(limit) };
  const answered = await callServer(server.url, fields);
  return answered?.answer.result === 'success' ? (answered.answer as unknown as Page) : undefined;
}

const authorization = `Basic ${Buffer.from(`${CREDENTIALS.identifier}:${CREDENTIALS.secret}`).toString('base64')}`;

const listen = (lastId: number): Promise<EventReader> =>
  readEvents(server.url, '/events', { Authorization: authorization, 'Last-Event-ID': String(lastId) });

const WRITERS = 8;

test('neither polling nor a stream misses an event of eight writers, also through a kill -9', async () => {
  const begin = (await poll(0, 1))!.last;
  const acknowledged: number[] = [];
  const polled: Told[] = [];
  const streamed: { id: number; ticket: number }[] = [];
  let listening: EventReader | undefined;
  let isWriting = true;
  let isReading = true;

  const write = async (writer: number) => {
    for (let index = 0; isWriting; index++) {
      const { answer } = (await callServer(server.url, guestTicket(`${writer} ${index}`))) ?? {};
      if (answer?.result === 'success') acknowledged.push(Number(answer.id));
    }
  };
  const keepPolling = async () => {
    for (let next = begin; isReading; ) {
      const page = await poll(next, 7);
      polled.push(...(page?.events.event ?? []));
      next = page?.next ?? next;
    }
  };
  const keepListening = async () => {
    while (isReading) {
      const reader = await listen(streamed.at(-1)?.id ?? begin).catch(() => undefined);
      listening = reader;
      await eventually(() => !isReading || reader?.ended() !== undefined || reader === undefined);
      reader?.close();
      streamed.push(...(reader?.events ?? []).map(({ id, data }) => ({ id, ticket: Number(data.data.ticketid) })));
    }
  };
  const reading = [keepPolling(), keepListening()];
  const writing = Array.from({ length: WRITERS }, (_, writer) => write(writer));

  await eventually(() => acknowledged.length > 100 && polled.length > 50);
  kill(server.child.pid, 'SIGKILL');
  await server.ended;
  const before = acknowledged.length;
  server = await startServerProcess(folder);
  await eventually(() => acknowledged.length > before + 100);
  isWriting = false;
  await Promise.all(writing);
  // Events are numbered a moment after their tickets are acknowledged.
  await eventually(() => acknowledged.every((id) => polled.some(({ data }) => data.ticketid === id)));
  const page = await poll(begin, 1);
  const last = page?.last ?? 0;
  await eventually(() => (polled.at(-1)?.sequence ?? 0) >= last);
  const checking = await listen(last - 1);
  await eventually(() => checking.events.length > 0);
  await eventually(() => listening?.events.at(-1)?.id === last);
  isReading = false;
  await Promise.all(reading);

  const all = Array.from({ length: last - begin }, (_, index) => begin + 1 + index);
  expect(polled.map(({ sequence }) => sequence)).toEqual(all);
  const told = polled.map(({ data }) => data.ticketid);
  expect(new Set(told).size).toBe(told.length);
  expect(acknowledged.filter((id) => !told.includes(id))).toEqual([]);
  expect(streamed.map(({ id }) => id)).toEqual(all);
  expect(streamed.map(({ ticket }) => ticket)).toEqual(told);
});

test('SIGTERM ends streams completely, and the process at once', async () => {
  const reader = await listen((await poll(0, 1))!.last);
  await callServer(server.url, guestTicket('The last'));
  await eventually(() => reader.events.length === 1);
  kill(server.child.pid, 'SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  await eventually(() => reader.ended());
  expect(reader.ended()).toBe('complete');
});
