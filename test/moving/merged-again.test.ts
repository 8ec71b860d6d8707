import { Client } from 'pg';
import { CARRIERS } from '../../src/moving/carriers/all';
import { runImport } from '../../src/moving/run';
import { openDump } from '../../src/moving/sources/whmcs/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { temporaryFolder } from '../support/temporary-folder';
import { DESK, fileOf } from './sources/whmcs/dump-text';

let desk: TestDatabase;

beforeAll(async () => {
  desk = await createTestDatabase();
});

async function rows(sql: string, values: unknown[]): Promise<object[]> {
  const client = new Client(desk.connection);
  await client.connect();
  try {
    return (await client.query<object>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Runs the import once more, without the file of ticket 815. Of each run, another file of the same desk is read. */
async function run(): Promise<{ note: unknown; gone: object[]; read: object[] }> {
  // 816 is merged into 815, and has a note of its own.
  const dump = DESK.replace(
    "(5,815,'Ann &amp; Co Admin'",
    "(6,816,'Ann &amp; Co Admin','2026-06-05 11:00:00','Of the merged one','',0,'plain'),(5,815,'Ann &amp; Co Admin'",
  );
  const source = await openDump({ file: fileOf(dump), attachments: temporaryFolder(), timeZone: 'UTC' });
  try {
    const { runId, kinds } = await runImport(desk.connection, source, {
      carriers: CARRIERS,
      now: () => new Date('2026-11-29T12:00:00Z'),
    });
    return {
      note: kinds.note,
      gone: await rows("select kind, source_id from import_lines where run_id = $1 and line = 'gone'", [runId]),
      read: await rows(
        "select source_id from import_lines where run_id = $1 and reason = 'file missing' order by source_id",
        [runId],
      ),
    };
  } finally {
    await source.close();
  }
}

test('a ticket that is read again for a missing file is read with those that were merged into it', async () => {
  const first = await run();
  expect(first).toMatchObject({ note: { there: 2, here: 2, added: 2 }, gone: [] });
  expect(first.read).not.toEqual([]);
  const second = await run();
  expect(second).toMatchObject({ note: { there: 2, here: 2, added: 0, unchanged: 2 }, gone: [] });
  expect(second.read).toEqual(first.read);
});
