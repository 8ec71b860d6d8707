import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE_CARRIERS } from '../../src/moving/carriers/people';
import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { openDump } from '../../src/moving/sources/whmcs/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { comparePeople, compareTickets, EVERYTHING, summary } from '../support/moving-desk';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(
  () => {},
  async () => {
    database = await createTestDatabase();
    return database;
  },
);
const old = new OldDesk(62);
const desk = {
  call: async (action: string, fields: Record<string, string> = {}) => ({ ...(await world.call(action, fields)) }),
  rows: <Row extends object>(sql: string, values?: unknown[]) => world.rows<Row>(sql, values),
};

beforeAll(async () => {
  const folder = temporaryFolder();
  const [file, attachments] = [join(folder, 'dump.sql'), join(folder, 'attachments')];
  mkdirSync(attachments);
  await writeDump(old, file);
  await writeAttachments(old, attachments);
  const source = await openDump({ file, attachments, timeZone: 'UTC' });
  const carriers = [...PEOPLE_CARRIERS, ...TICKET_CARRIERS];
  await runImport(database.connection, source, { carriers, now: () => world.now });
  await source.close();
});

// test/live/moved-fields has more tickets, all sources, and processes of their own.
test('a desk shows what people knew of their tickets on the old one', async () => {
  expect(summary(await compareTickets(desk, old, EVERYTHING))).toEqual([]);
});

test('and what they knew of people, and how it was set up', async () => {
  expect(summary(await comparePeople(desk, old))).toEqual([]);
});

test('opening messages are indexed, also where a server has indexed their tickets before they came', async () => {
  const [unmarked] = await world.rows(
    `select count(*)::int from messages m where is_first and not exists (
       select from search_marks s where s.ticket_id = m.ticket_id and s.message_id = m.id)`,
  );
  expect(unmarked).toEqual({ count: 0 });
});
