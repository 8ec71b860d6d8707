import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { oldDesk } from '../support/old-records';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

const now = () => new Date('2026-11-29T12:00:00Z');
const at = (minute: number) => new Date(Date.UTC(2025, 2, 1, 0, minute));

const ids = Array.from({ length: 30 }, (_, index) => index + 10);
const old = oldDesk({
  department: [{ sourceId: '1', name: 'Sales' }],
  ticket: ids.map((id) => ({
    ...{ sourceId: `${id}`, number: `9000${id}`, accessCode: 'abcdefgh', departmentId: '1', subject: `Subject ${id}` },
    ...{ statusId: 'Open', priorityId: 'Medium', requesterName: 'Gus', requesterEmail: 'gus@example.com' },
    ...{ createdAt: at(id), updatedAt: at(id + 1), lastReplyAt: at(id + 1) },
  })),
  message: ids.flatMap((id) => [
    { sourceId: `t${id}`, ticketId: `${id}`, isFirst: true, body: `Opening${id}`, createdAt: at(id) },
    // Enough words to be cut one text after the other.
    ...Array.from({ length: id === 20 ? 60 : 1 }, (_, place) => ({
      ...{ sourceId: `${id}${place}`, ticketId: `${id}`, staffName: 'Ann', body: `Reply${id} part${place}` },
      createdAt: at(id + 1),
    })),
  ]),
});

const indexes = () =>
  world.rows(`select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'import%' order by 1`);

test('an empty desk is filled without indexes, which an interrupted run creates when it is continued', async () => {
  const before = await indexes();
  const run = (stopAt?: string, from = 0) => {
    const stop = new AbortController();
    return runImport(database.connection, old, {
      ...{ carriers: TICKET_CARRIERS, now, bulkFrom: 10, signal: stop.signal },
      progress: (what, done) => {
        if (what === stopAt && done >= from) stop.abort(new Error(`stopped at ${stopAt}`));
      },
    });
  };
  await expect(run('message')).rejects.toThrow('stopped at message');
  expect((await indexes()).length).toBeLessThan(before.length - 10);
  await expect(run('indexes', 3)).rejects.toThrow('stopped at indexes');
  const { kinds } = await run();
  expect(kinds.message).toMatchObject({ there: 119, here: 119, added: 119 });
  expect(await indexes()).toEqual(before);

  expect(
    await world.rows(
      `select t.id from tickets t left join ticket_words w on w.ticket_id = t.id
       left join ticket_subjects s on s.ticket_id = t.id
       where w.words is distinct from words_of_ticket(t.id) or s.subject is distinct from lower(t.subject)
         or s.requester is distinct from 'gus gus@example.com'`,
    ),
  ).toEqual([]);
  const [left] = await world.rows(
    `select (select count(*)::int from search_marks) as marks, (select count(*)::int from outbox) as events,
       (select sum(tickets)::int from ticket_tallies) as tallied,
       (select count(*)::int from ticket_tallies where not settled) as unsettled,
       (select count(*)::int from activity_log) as entries`,
  );
  expect(left).toEqual({ marks: 0, events: 0, tallied: 30, unsettled: 0, entries: 1 });
  expect((await world.call('GetTickets', { search: 'part59' })).totalresults).toBe(1);
});

test('a desk with tickets keeps its indexes while it is filled', async () => {
  const before = await indexes();
  old.records.message?.push({ sourceId: '777', ticketId: '10', body: 'Later', createdAt: at(100) });
  const seen: unknown[] = [];
  await runImport(database.connection, old, {
    ...{ carriers: TICKET_CARRIERS, now, bulkFrom: 10 },
    progress: (what) => seen.push(what),
  });
  expect(seen).toContain('search index');
  expect(seen).not.toContain('indexes');
  expect(await indexes()).toEqual(before);
  expect((await world.call('GetTickets', { search: 'later' })).totalresults).toBe(1);
});
