import { CARRIERS } from '../../src/moving/carriers/all';
import { runImport } from '../../src/moving/run';
import { openDump } from '../../src/moving/sources/osticket/program';
import { undoImport } from '../../src/moving/undo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { OSTICKET, writeOsTicket } from '../support/osticket';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

/** Another osTicket in the same database: the ids of its tickets are the same, and nothing else of them is. */
const NEIGHBOUR = OSTICKET.replaceAll('`ost_', '`sales_')
  .replaceAll("'10000", "'70000")
  .replaceAll('2026-03-', '2026-04-')
  .replaceAll('2026-02-', '2026-05-')
  .replaceAll('Mail & DNS', 'Offer');

async function move(dump: string, { prefix = 'ost_', isDry = false, timeZone = 'UTC' } = {}): Promise<void> {
  const source = await openDump({ file: writeOsTicket(dump), timeZone, prefix });
  try {
    await runImport(database.connection, source, { carriers: CARRIERS, now: () => world.now, isDry });
  } finally {
    await source.close();
  }
}

const subjectOf = async (ticketnum: string) => (await world.call('GetTicket', { ticketnum })).subject;

test('another desk with the same ids is refused, and changes nothing', async () => {
  await move(OSTICKET);
  const both = `${OSTICKET}${NEIGHBOUR}`;
  for (const isDry of [true, false]) {
    await expect(move(both, { prefix: 'sales_', isDry })).rejects.toThrow(
      /^This is another desk than the one that was carried before: of 4 tickets with the same ids, 4 have another number and another date\. Nothing was changed\. /,
    );
  }
  expect(await subjectOf('100001')).toBe('Mail & DNS');
  expect(await world.rows('select state from import_runs where not is_dry')).toEqual([{ state: 'finished' }]);
  expect(await world.rows(`select nspname from pg_namespace where nspname like 'moving%'`)).toEqual([]);
});

test('the same desk is carried on with new numbers, new tickets or another time zone', async () => {
  await move(OSTICKET);
  await move(OSTICKET.replaceAll('Mail & DNS', 'Renamed'), { timeZone: 'America/New_York' });
  expect(await subjectOf('100001')).toBe('Renamed');
  await move(OSTICKET.replaceAll("'10000", "'50000"));
  expect(await subjectOf('100001')).toBe('Mail & DNS');
});

test('after the first desk was taken back, the other one is carried', async () => {
  await move(OSTICKET);
  const undo = () => undoImport(database.connection, { carriers: CARRIERS, now: () => world.now });
  const countRuns = () => world.rows(`select from import_runs where state = 'finished' and not is_dry`);
  while ((await countRuns()).length > 0) await undo();
  await move(NEIGHBOUR, { prefix: 'sales_' });
  expect(await subjectOf('700001')).toBe('Offer');
});
