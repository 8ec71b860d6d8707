import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, Outcome } from '../../src/deliveries/listener';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';
import { noteWriting, noting, startDelivering, stopDelivering } from './deliver';

const world = useWorld((config) => {
  config.database.poolSize = 8;
});

afterEach(async () => {
  await stopDelivering();
  await world.change('delete from deliveries');
});

const DONE: Outcome = { state: 'delivered', text: 'done' };

const namesOf = (told: Delivery[]) => told.map(({ event }) => event);

const rowsOf = (listener: string) =>
  world.rows<{ state: string; attempts: number; due: number; log: Record<string, unknown>[] }>(
    `select state, attempts, extract(epoch from due_at)::float8 as due, log from deliveries where listener = $1 order by id`,
    [listener],
  );

test('events that were recorded before anybody listened are numbered, and delivered to nobody', async () => {
  await world.ticket();
  const first = startDelivering(world, []);
  await eventually(async () => (await world.rows('select 1 from events')).length === 1);
  await first.stop('drained');
  const late = noting('late');
  startDelivering(world, [late]);
  await world.ticket();
  await eventually(() => late.told.length === 1);
  expect(await world.rows('select sequence, event from events order by sequence')).toEqual([
    { sequence: 1, event: 'TicketOpen' },
    { sequence: 2, event: 'TicketOpen' },
  ]);
});

test('a listener is told what an event says, once', async () => {
  const listener = noting('once');
  startDelivering(world, [listener]);
  const { id, tid } = await world.ticket({ subject: 'Broken' });
  await eventually(async () => (await rowsOf('once'))[0]?.state === 'delivered');
  expect(listener.told).toMatchObject([
    { event: 'TicketOpen', ticketId: id, attempt: 1, payload: { ticketid: id, ticketmask: tid, subject: 'Broken' } },
  ]);
  expect(await rowsOf('once')).toMatchObject([
    { state: 'delivered', attempts: 1, log: [{ attempt: 1, outcome: 'delivered', text: 'done' }] },
  ]);
});

test('each listener gets what it wants', async () => {
  const all = noting('all');
  const closings = noting('closings', undefined, { wants: ({ event }) => event === 'TicketClose' });
  startDelivering(world, [all, closings]);
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  await eventually(() => closings.told.length === 1 && all.told.length === 3);
  expect(namesOf(closings.told)).toEqual(['TicketClose']);
  expect(namesOf(all.told)).toEqual(['TicketOpen', 'TicketStatusChange', 'TicketClose']);
});

test('a later event of a ticket waits for an earlier one, those of other tickets do not', async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { id } = await world.ticket();
  const listener = noting('in order', async ({ ticketId }) => {
    if (ticketId === id) await opened;
    return DONE;
  });
  startDelivering(world, [listener]);
  await world.done('UpdateTicket', { ticketid: id, subject: 'Other' });
  await world.done('UpdateTicket', { ticketid: id, priority: 'High' });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  const other = await world.ticket();
  await eventually(() => listener.told.some(({ ticketId }) => ticketId === other.id));
  const ofOne = () => namesOf(listener.told.filter(({ ticketId }) => ticketId === id));
  // Those that wait are set aside, so that nobody looks at them again and again.
  await eventually(async () => (await rowsOf('in order')).filter(({ due }) => due === Infinity).length === 4);
  expect(ofOne()).toEqual(['TicketOpen']);
  open();
  await eventually(() => ofOne().length === 5);
  expect(ofOne().slice(1)).toEqual([
    'TicketSubjectChange',
    'TicketPriorityChange',
    'TicketStatusChange',
    'TicketClose',
  ]);
});

test('what failed is tried again when it is due, and then dead; only then the next of its ticket goes', async () => {
  const listener = noting('failing', ({ event }) =>
    event === 'TicketOpen' ? { state: 'failed', text: 'HTTP 503', details: { status: 503 } } : DONE,
  );
  const deliveries = startDelivering(world, [listener]);
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, subject: 'Other' });
  for (const attempts of [1, 2]) {
    await eventually(async () => (await rowsOf('failing'))[0]?.log.length === attempts);
    const [row] = await rowsOf('failing');
    expect(row).toMatchObject({ state: 'retrying', attempts });
    const waits = (row?.due ?? 0) - world.now.getTime() / 1000;
    expect(waits).toBeGreaterThanOrEqual(48);
    expect(waits).toBeLessThanOrEqual(72);
    expect(listener.told).toHaveLength(attempts);
    world.now = new Date(world.now.getTime() + 72_000);
  }
  await eventually(() => listener.told.length === 4);
  await eventually(async () => (await rowsOf('failing'))[1]?.state === 'delivered');
  expect(namesOf(listener.told)).toEqual(['TicketOpen', 'TicketOpen', 'TicketOpen', 'TicketSubjectChange']);
  expect(await rowsOf('failing')).toMatchObject([
    { state: 'dead', attempts: 3, log: [{ status: 503 }, { status: 503 }, { outcome: 'failed', text: 'HTTP 503' }] },
    { state: 'delivered', attempts: 1 },
  ]);
  expect(deliveries.failures().get('failing')).toBe(3);
});

test('a clock that was a year ahead for a while keeps no delivery waiting, nor the next of its ticket', async () => {
  let outcome: Outcome = { state: 'failed', text: 'HTTP 503' };
  const listener = noting('ahead', () => outcome);
  startDelivering(world, [listener]);
  const right = world.now;
  world.now = new Date(right.getTime() + 366 * 24 * 60 * 60 * 1000);
  const { id } = await world.ticket();
  await eventually(async () => (await rowsOf('ahead'))[0]?.state === 'retrying');
  outcome = DONE;
  world.now = right;
  await world.done('UpdateTicket', { ticketid: id, subject: 'Other' });
  await eventually(async () => (await rowsOf('ahead'))[1]?.state === 'delivered');
  expect(namesOf(listener.told)).toEqual(['TicketOpen', 'TicketOpen', 'TicketSubjectChange']);
});

test.each<[string, () => Outcome, object]>([
  ['refused', () => ({ state: 'refused', text: 'HTTP 410' }), { state: 'dead', attempts: 1 }],
  [
    'that throws',
    () => {
      throw new Error('broken');
    },
    { state: 'retrying', log: [{ outcome: 'failed', text: 'broken' }] },
  ],
  ['that asks for a pause', () => ({ state: 'failed', text: '429', retryAfterMs: 3_600_000 }), { state: 'retrying' }],
])('a delivery %s', async (name, deliver, expected) => {
  startDelivering(world, [noting(name, deliver)]);
  await world.ticket();
  await eventually(async () => (await rowsOf(name))[0]?.log.length === 1);
  const [row] = await rowsOf(name);
  expect(row).toMatchObject(expected);
  if (name === 'that asks for a pause') expect(row?.due).toBeCloseTo(world.now.getTime() / 1000 + 3600, 0);
});

test('a listener that hangs is given up in time, and keeps no other waiting', async () => {
  const hanging = noting('hanging', () => new Promise<never>(() => {}), { timeoutMs: 300, concurrency: 2 });
  const quick = noting('quick');
  startDelivering(world, [hanging, quick]);
  for (let count = 0; count < 6; count++) await world.ticket();
  await eventually(() => quick.told.length === 6);
  await eventually(async () => (await rowsOf('hanging')).every(({ attempts }) => attempts === 1));
  await eventually(async () => (await rowsOf('hanging')).every(({ log }) => log.length === 1));
  expect((await rowsOf('hanging'))[0]?.log).toMatchObject([{ outcome: 'failed', text: 'no answer within 0.3 s' }]);
});

test('several processes deliver each event once, in order, and keep to the concurrency together', async () => {
  let atOnce = 0;
  let most = 0;
  const deliver = async () => {
    most = Math.max(most, ++atOnce);
    await pause(2);
    atOnce--;
    return DONE;
  };
  const processes = [1, 2, 3].map(() => noting('shared', deliver, { concurrency: 4 }));
  for (const one of processes) startDelivering(world, [one]);
  const ids = await Promise.all(Array.from({ length: 12 }, async () => (await world.ticket()).id));
  for (const subject of ['a', 'b', 'c']) {
    await Promise.all(ids.map((ticketid) => world.done('UpdateTicket', { ticketid, subject })));
  }
  const told = () => processes.flatMap((one) => one.told);
  await eventually(async () => (await rowsOf('shared')).filter(({ state }) => state === 'delivered').length === 48);
  expect(told()).toHaveLength(48);
  expect(most).toBeLessThanOrEqual(4);
  const finished = await world.rows<{ ordered: boolean }>(
    `select bool_and(starts) as ordered from (
       select coalesce(lag((log->0->>'at')::timestamptz) over (partition by ticket_id order by sequence)
         <= (log->0->>'at')::timestamptz, true) as starts from deliveries where listener = 'shared') as steps`,
  );
  expect(finished).toEqual([{ ordered: true }]);
});

test('a stop finishes what is quick, and gives back what is not', async () => {
  const quick = noting('finishing', async () => {
    await pause(100);
    return DONE;
  });
  const slow = noting('released', (_delivery, signal) => {
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  const first = startDelivering(world, [quick]);
  const second = startDelivering(world, [slow]);
  await world.ticket();
  await eventually(() => quick.told.length + slow.told.length > 0);
  await Promise.all([first.stop('drained'), second.stop('at once')]);
  const rows = await world.rows('select listener, state, attempts, claimed_by is null as free from deliveries');
  for (const row of rows) {
    if (row.listener === 'finishing') expect(row).toMatchObject({ state: 'delivered', attempts: 1 });
    else expect(row).toMatchObject({ state: 'waiting', attempts: 0, free: true });
  }
});

test('what a process had claimed that was killed is delivered by another', async () => {
  const listener = noting('taken over');
  const first = startDelivering(world, []);
  await first.stop('at once');
  const [delivery] = await world.change<{ id: number }>(
    `insert into deliveries (listener, event, due_at, claimed_by, attempts, created_at)
     values ('taken over', 'TicketOpen', $1, '00000000-0000-4000-8000-000000000001', 1, $1) returning id`,
    [world.now],
  );
  await world.change(
    `insert into delivery_workers values ('00000000-0000-4000-8000-000000000001', now() - interval '9 seconds')`,
  );
  startDelivering(world, [listener]);
  await eventually(() => listener.told.length === 1);
  expect(listener.told).toMatchObject([{ id: delivery?.id, attempt: 2 }]);
  await eventually(async () => (await rowsOf('taken over'))[0]?.state === 'delivered');
  expect((await rowsOf('taken over'))[0]?.log).toMatchObject([{ outcome: 'unknown' }, { outcome: 'delivered' }]);
});

test('what a killed process had claimed for a webhook that is deleted is given up', async () => {
  const first = startDelivering(world, []);
  await first.stop('at once');
  await world.change(
    `insert into deliveries (listener, event, due_at, claimed_by, attempts, created_at)
     values ('webhook 999', 'TicketOpen', $1, '00000000-0000-4000-8000-000000000002', 1, $1)`,
    [world.now],
  );
  startDelivering(world, []);
  await eventually(async () => (await rowsOf('webhook 999'))[0]?.state === 'dead');
  expect((await rowsOf('webhook 999'))[0]?.log).toMatchObject([{ outcome: 'unknown' }]);
});

test('a listener that writes does so for many at once, and in the order of each ticket', async () => {
  const ids = [await world.ticket(), await world.ticket(), await world.ticket()].map(({ id }) => id);
  for (const ticketid of ids) await world.done('UpdateTicket', { ticketid, subject: 'Other' });
  const listener = noteWriting('writing', () => DONE);
  startDelivering(world, [listener]);
  await eventually(async () => (await rowsOf('writing')).filter(({ state }) => state === 'delivered').length === 6);
  expect(listener.wrote.map(namesOf)).toEqual([Array(3).fill('TicketOpen'), Array(3).fill('TicketSubjectChange')]);
  expect(await rowsOf('writing')).toMatchObject(
    Array(6).fill({ attempts: 1, log: [{ attempt: 1, outcome: 'delivered', text: 'done' }] }),
  );
});

test('what cannot be written fails alone, and is tried again', async () => {
  for (const subject of ['One', 'Broken', 'Two', 'Refused']) await world.ticket({ subject });
  const listener = noteWriting('strict', ({ payload: { subject } }) => {
    if (subject === 'Broken') throw new Error('too much');
    return subject === 'Refused' ? { state: 'refused', text: 'never' } : DONE;
  });
  const deliveries = startDelivering(world, [listener]);
  await eventually(async () => (await rowsOf('strict')).filter(({ log }) => log.length > 0).length === 4);
  const rows = await rowsOf('strict');
  expect(rows.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual([
    ...['delivered 1', 'retrying 1', 'delivered 1', 'dead 1'],
  ]);
  expect(rows[1]?.log).toMatchObject([{ outcome: 'failed', text: 'too much' }]);
  world.now = new Date(world.now.getTime() + 72_000);
  await eventually(async () => (await rowsOf('strict'))[1]?.state === 'dead');
  expect(deliveries.failures().get('strict')).toBe(3);
});
