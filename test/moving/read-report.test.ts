import { withSingleConnection } from '../../src/database/single-connection';
import type { Carrier } from '../../src/moving/carrier';
import { readRun } from '../../src/moving/report/read';
import { runImport } from '../../src/moving/run';
import type { ReportLine } from '../../src/moving/source';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { oldDesk } from '../support/old-records';

/** Leaves nameless ones behind. */
const department: Carrier = {
  ...{ kind: 'department', table: 'departments', columns: ['name'] },
  select: `select s.source_id, null::int as wanted_id, s.name from {stage.department} s where s.name <> ''`,
};

const NOW = new Date('2026-11-29T12:00:00Z');

let desk: TestDatabase;

beforeAll(async () => {
  desk = await createTestDatabase();
});

const read = (runId: number) =>
  withSingleConnection(desk.connection, 'test', async (db) => {
    const { lines, digestsOfTickets: _tickets, ...run } = await readRun(db, runId);
    const all: ReportLine[] = [];
    for await (const line of lines()) all.push(line);
    return { ...run, all };
  });

test('a finished run is read with its counts and every line, those of a reason together', async () => {
  const nameless = Array.from({ length: 30 }, (_, index) => ({ sourceId: `${index + 100}`, name: '' }));
  const twice = { sourceId: '7', name: 'Sales' };
  const source = oldDesk({ department: [...nameless, twice, twice] });
  const { runId } = await runImport(desk.connection, source, { carriers: [department], now: () => NOW });
  const { all, reasons, ...run } = await read(runId);
  expect(run).toEqual({
    ...{ isDryRun: false, run: runId, startedAt: NOW, finishedAt: NOW },
    kinds: [{ kind: 'department', there: 31, here: 1, added: 1, changed: 0, unchanged: 0, linked: 0 }],
    digests: { equal: 0, different: 0 },
  });
  expect(reasons.map(({ line, kind, reason, count }) => ({ line, kind, reason, count }))).toEqual([
    { line: 'stays', kind: 'department', reason: 'not carried', count: 30 },
    { line: 'note', kind: 'department', reason: 'more than once', count: 1 },
  ]);
  expect(reasons.map(({ examples }) => examples.length)).toEqual([20, 1]);
  expect(all).toHaveLength(31);
  expect(all).toContainEqual(reasons[1]!.examples[0]);
  expect(reasons[1]!.examples[0]).toMatchObject({ line: 'note', kind: 'department', sourceId: '7', count: 1 });
});

test('what is not finished has no report', async () => {
  await expect(read(4711)).rejects.toThrow('run 4711 is not finished');
});
