import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { undoImport } from '../../src/moving/undo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { oldDesk } from '../support/old-records';
import { oldTickets } from '../support/old-tickets';
import { PEOPLE } from '../support/simple-carriers';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

const options = { carriers: [...TICKET_CARRIERS, ...PEOPLE], now: () => new Date('2026-11-29T12:00:00Z') };

/** Written at any time, or about runs. */
const LEFT_OUT = ['activity_log', 'call_counts', 'events', 'search_marks', 'settings'];
const LEFT_OUT_LIKE = ['import%', 'knex%', 'ticket\\_tallies', 'ticket\\_subjects', 'ticket\\_words'];

/** A digest of every table's rows. */
async function tables(): Promise<Record<string, unknown>> {
  const names = await world.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname <> all($1::text[]) and not relname like any($2::text[])`,
    [LEFT_OUT, LEFT_OUT_LIKE],
  );
  const digests: Record<string, unknown> = {};
  for (const { name } of names) {
    const [row] = await world.rows(
      `select count(*) as rows, md5(string_agg(t::text, '' order by t::text)) as digest from ${name} t`,
    );
    digests[name] = row;
  }
  return digests;
}

const linesOf = (runId: number) =>
  world.rows(
    'select line, kind, source_id, reason, text, count from import_lines where run_id = $1 order by kind, source_id, reason',
    [runId],
  );

test('a dry run says what the run says, and taking the run back leaves nothing', async () => {
  const old = oldDesk(oldTickets());
  const before = await tables();
  const dry = await runImport(database.connection, old, { ...options, isDry: true });
  expect(await tables()).toEqual(before);
  const dryLines = await linesOf(dry.runId);
  const run = await runImport(database.connection, old, options);
  expect(run.kinds).toEqual(dry.kinds);
  expect(await linesOf(run.runId)).toEqual(dryLines);
  await undoImport(database.connection, { ...options, runId: run.runId });
  expect(await tables()).toEqual(before);
});
