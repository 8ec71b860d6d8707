import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Carrier } from '../../src/moving/carrier';
import { runImport } from '../../src/moving/run';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { oldDesk } from '../support/old-records';

const NOW = new Date('2026-11-29T12:00:00Z');

let desk: TestDatabase;

beforeAll(async () => {
  desk = await createTestDatabase();
  await rows(
    `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, created_at,
       updated_at, last_reply_at)
     select '1', 'x', 1, 'S', 1, 1, 'guest', now(), now(), now()`,
  );
  await rows(`insert into messages (ticket_id, author_kind, body, created_at) values (1, 'guest', 'x', now())`);
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

/** Files of a message that is here already. */
const attachment: Carrier = {
  ...{ kind: 'attachment', table: 'attachments', columns: ['message_id', 'position', 'filename', 'stored_name'] },
  select: `select s.source_id, null::int as wanted_id, 1 as message_id, s.position, s.filename, s.filename as stored_name
    from {stage.attachment} s where true`,
};

const kept = () =>
  rows<{ name: string; size: number; isRemoved: boolean; bytes: Buffer | null }>(
    `select filename as name, size, removed_at is not null as "isRemoved", bytes
     from attachments a left join attachment_contents c on c.attachment_id = a.id order by position`,
  );

const lines = (runId: number) => rows(`select line, source_id, reason from import_lines where run_id = ${runId}`);

test('files come with their bytes, and missing ones are looked for again', async () => {
  const large = randomBytes(700_000);
  const old = oldDesk(
    {
      attachment: ['large', 'missing', 'removed', 'empty', 'same'].map((filename, position) => ({
        ...{ sourceId: `message:1:${position}`, filename, position, place: `place of ${filename}` },
        isRemoved: filename === 'removed',
      })),
    },
    { files: { 'place of large': large, 'place of empty': Buffer.alloc(0), 'place of same': Buffer.from('same') } },
  );
  const run = (isDry = false) => runImport(desk.connection, old, { carriers: [attachment], now: () => NOW, isDry });
  const missing = [{ line: 'differs', source_id: 'message:1:1', reason: 'file missing' }];

  expect(await lines((await run(true)).runId)).toEqual(missing);
  expect(await kept()).toEqual([]);

  expect(await lines((await run()).runId)).toEqual(missing);
  expect(await kept()).toEqual([
    { name: 'large', size: 700_000, isRemoved: false, bytes: large },
    { name: 'missing', size: 0, isRemoved: true, bytes: null },
    { name: 'removed', size: 0, isRemoved: false, bytes: null },
    { name: 'empty', size: 0, isRemoved: false, bytes: Buffer.alloc(0) },
    { name: 'same', size: 4, isRemoved: false, bytes: Buffer.from('same') },
  ]);

  const again = await run();
  expect(await lines(again.runId)).toEqual(missing);
  expect(again.kinds.attachment).toMatchObject({ there: 5, here: 5, changed: 0, unchanged: 5 });
  old.files['place of missing'] = Buffer.from('found');
  expect(await lines((await run()).runId)).toEqual([]);
  expect((await kept())[1]).toEqual({ name: 'missing', size: 5, isRemoved: false, bytes: Buffer.from('found') });
  delete old.files['place of large'];
  expect((await run()).kinds.attachment).toMatchObject({ there: 5, here: 5, changed: 0, unchanged: 5 });
});
