import { Client } from 'pg';
import type { Carrier } from '../../src/moving/carrier';
import { runImport } from '../../src/moving/run';
import type { Source } from '../../src/moving/source';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type OldRecords, oldDesk } from '../support/old-records';
import { PLAIN_DEPARTMENT as department } from '../support/simple-carriers';

const NOW = new Date('2026-11-29T12:00:00Z');

let desk: TestDatabase;

beforeEach(async () => {
  desk = await createTestDatabase();
});

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client(desk.connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const run = (source: ReturnType<typeof oldDesk>) =>
  runImport(desk.connection, source, { carriers: [department], now: () => NOW });

const departments = () => rows<{ id: number }>('select id, name, sort_order from departments order by id');
const lines = (runId: number) =>
  rows(`select line, source_id, reason from import_lines where run_id = ${runId} order by source_id`);

const records = (): OldRecords => ({
  department: [
    { sourceId: '1', name: 'A tab\t, a \\ and "two\nlines"\0' },
    { sourceId: '5', name: 'First', sortOrder: 3 },
    { sourceId: '5', name: 'Last', sortOrder: 4 },
    { sourceId: 'x', name: 'No number' },
    { sourceId: '9', name: '' },
  ],
});

test('new records keep their ids where these are free, and never get one that another wants', async () => {
  const { runId, kinds } = await run(oldDesk(records()));
  expect(kinds).toEqual({ department: { there: 4, here: 3, added: 3, changed: 0, unchanged: 0, linked: 0 } });
  expect(await departments()).toEqual([
    expect.objectContaining({ id: 1, name: 'Support' }),
    { id: 5, name: 'Last', sort_order: 4 },
    { id: 6, name: 'A tab\t, a \\ and "two\nlines"', sort_order: 0 },
    { id: 7, name: 'No number', sort_order: 0 },
  ]);
  expect(await lines(runId)).toEqual([
    { line: 'note', source_id: '5', reason: 'more than once' },
    { line: 'stays', source_id: '9', reason: 'not carried' },
  ]);
  expect(await rows(`insert into departments (name) values ('New') returning id`)).toEqual([{ id: 8 }]);
  expect(await rows(`select 1 from pg_namespace where nspname like 'moving%'`)).toEqual([]);
});

test('a later run carries what changed, unless it was changed here too', async () => {
  const source = oldDesk(records());
  await run(source);
  expect((await run(source)).kinds.department).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  source.records.department = [
    { sourceId: '1', name: 'Changed there' },
    { sourceId: '5', name: 'Last', sortOrder: 6 },
    { sourceId: 'x', name: 'No number' },
    { sourceId: '3', name: 'Added' },
  ];
  await rows(`update departments set name = 'Changed here' where id in (6, 7)`);
  const { runId, kinds } = await run(source);
  expect(kinds.department).toEqual({ there: 4, here: 4, added: 1, changed: 1, unchanged: 2, linked: 0 });
  expect(await departments()).toEqual([
    expect.objectContaining({ id: 1 }),
    { id: 3, name: 'Added', sort_order: 0 },
    { id: 5, name: 'Last', sort_order: 6 },
    { id: 6, name: 'Changed here', sort_order: 0 },
    { id: 7, name: 'Changed here', sort_order: 0 },
  ]);
  expect(await lines(runId)).toEqual([{ line: 'changed-here', source_id: '1', reason: 'changed on both sides' }]);
  expect(await rows(`select source_id, before->'row'->>'sort_order' as place from import_changes`)).toEqual([
    { source_id: '5', place: '4' },
  ]);
});

test('a row that the database refuses stays behind, and those beside it are carried', async () => {
  const many = Array.from({ length: 40 }, (_, index) => ({
    sourceId: `${index + 1}`,
    name: `Department ${index + 1}`,
  }));
  const refusing = {
    ...department,
    select: department.select.replace('s.name,', `nullif(s.name, 'Department 7') as name,`),
  };
  const { runId, kinds } = await runImport(desk.connection, oldDesk({ department: many }), {
    ...{ carriers: [refusing], now: () => NOW, batch: 15 },
  });
  expect(kinds.department).toMatchObject({ there: 40, added: 39 });
  expect(await rows(`select source_id, reason, text from import_lines where run_id = ${runId}`)).toEqual([
    { source_id: '7', reason: 'refused by the database', text: 'It has no name, which departments needs.' },
  ]);
});

test('a dry run counts like the run itself, and writes nothing', async () => {
  const source = oldDesk(records());
  const dry = await runImport(desk.connection, source, { carriers: [department], now: () => NOW, isDry: true });
  expect(dry.kinds).toEqual({ department: { there: 4, here: 3, added: 3, changed: 0, unchanged: 0, linked: 0 } });
  expect(await departments()).toEqual([expect.objectContaining({ id: 1, name: 'Support' })]);
  expect(await rows('select 1 from import_records')).toEqual([]);
  expect(await rows(`insert into departments (name) values ('New') returning id`)).toEqual([{ id: 2 }]);
  const { runId, kinds } = await run(source);
  expect(kinds).toEqual(dry.kinds);
  expect(await lines(dry.runId)).toEqual(await lines(runId));

  source.records.department = [
    { sourceId: '1', name: 'Changed' },
    { sourceId: '5', name: 'Changed' },
  ];
  await rows(`update departments set name = 'Changed here' where id = 5`);
  const before = await departments();
  const next = await runImport(desk.connection, source, { carriers: [department], now: () => NOW, isDry: true });
  expect(await departments()).toEqual(before);
  expect(next.kinds.department).toEqual({ there: 2, here: 2, added: 0, changed: 1, unchanged: 1, linked: 0 });
  expect(await lines(next.runId)).toEqual([
    { line: 'changed-here', source_id: '5', reason: 'changed on both sides' },
    { line: 'gone', source_id: 'x', reason: 'no longer in the old desk' },
  ]);
  expect(await rows(`select 1 from pg_namespace where nspname like 'moving%'`)).toEqual([]);
});

test('what is gone there stays here, with a line, but not if the source cannot know it', async () => {
  const source = oldDesk(records());
  await run(source);
  source.records.department = [];
  expect(await lines((await run({ ...source, kinds: ['client'] } as typeof source)).runId)).toEqual([]);
  const { runId } = await run(source);
  expect(await lines(runId)).toEqual(
    ['1', '5', 'x'].map((id) => ({ line: 'gone', source_id: id, reason: 'no longer in the old desk' })),
  );
  expect(await departments()).toHaveLength(4);
});

test('a source that knows less of records leaves the rest of them as it is', async () => {
  const department = (name: string, sortOrder: number) => ({ department: [{ sourceId: '5', name, sortOrder }] });
  const found = async () => (await departments()).find(({ id }) => id === 5);
  await run(oldDesk(department('Sales', 3)));
  await run(Object.assign(oldDesk(department('Billing', 4)), { leaves: { department: ['sort_order'] } }));
  expect(await found()).toEqual({ id: 5, name: 'Billing', sort_order: 3 });
  await run(Object.assign(oldDesk(department('Other', 5)), { leaves: { department: 'all' as const } }));
  expect(await found()).toEqual({ id: 5, name: 'Billing', sort_order: 3 });
  await run(oldDesk(department('Other', 5)));
  expect(await found()).toEqual({ id: 5, name: 'Other', sort_order: 5 });
});

test('tickets with the stamp of an earlier run count as unchanged, and those of an interrupted reading are kept', async () => {
  const ticket: Carrier = {
    ...{ kind: 'ticket', table: 'categories', columns: ['name'] },
    select: 'select s.source_id, {wanted:s.source_id} as wanted_id, s.subject as name from {stage.ticket} s where true',
  };
  const reads: string[] = [];
  let failAt = '2';
  const stamps: Record<string, string> = { 1: 'a', 2: 'b', 3: 'c' };
  const source: Source = {
    ...oldDesk({}),
    async read(sink) {
      for (const [id, stamp] of Object.entries(stamps)) {
        if (await sink.hasTicket(id, stamp)) continue;
        if (id === failAt) throw new Error('The old desk is down');
        reads.push(id);
        await sink.add('ticket', { sourceId: id, subject: `${id}${stamp}` });
        await sink.stampTicket(id, stamp);
      }
    },
  };
  const next = () => runImport(desk.connection, source, { carriers: [ticket], now: () => NOW });
  await expect(next()).rejects.toThrow('The old desk is down');
  failAt = '';
  await next();
  expect(reads.splice(0)).toEqual(['1', '2', '3']);
  stamps[2] = 'changed';
  delete stamps[3];
  const { runId } = await next();
  expect(reads).toEqual(['2']);
  expect(await rows('select id, name from categories order by id')).toEqual([
    { id: 1, name: '1a' },
    { id: 2, name: '2changed' },
    { id: 3, name: '3c' },
  ]);
  expect(await lines(runId)).toEqual([{ line: 'gone', source_id: '3', reason: 'no longer in the old desk' }]);
});

test('a run that ends between batches is continued, and does nothing twice', async () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    sourceId: `${index + 1}`,
    name: `Department ${index + 1}`,
  }));
  const stop = new AbortController();
  let reads = 0;
  const source = oldDesk({ department: many });
  const read = source.read.bind(source);
  source.read = async (...args) => {
    reads += 1;
    await read(...args);
  };
  const options = { carriers: [department], now: () => NOW, batch: 10 };
  const progress = (what: string, done: number) => {
    if (what === 'department' && done >= 20) stop.abort(new Error('interrupted'));
  };
  await expect(runImport(desk.connection, source, { ...options, signal: stop.signal, progress })).rejects.toThrow(
    'interrupted',
  );
  const [half] = await rows<{ count: number }>('select count(*)::int from import_records');
  expect(half!.count).toBeGreaterThanOrEqual(20);
  expect(half!.count).toBeLessThan(50);
  const { kinds } = await runImport(desk.connection, source, options);
  expect(kinds.department).toMatchObject({ there: 50, added: 50 });
  expect(reads).toBe(1);
  expect(await rows('select count(*)::int, count(distinct name)::int as names from departments')).toEqual([
    { count: 51, names: 51 },
  ]);
});
