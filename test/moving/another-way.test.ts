import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CARRIERS } from '../../src/moving/carriers/all';
import { runImport } from '../../src/moving/run';
import type { Source } from '../../src/moving/source';
import { openApi } from '../../src/moving/sources/whmcs/api';
import { openDump } from '../../src/moving/sources/whmcs/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { CREDENTIAL, type OldApi, openOldApi } from '../support/old-desk/api/server';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

let database: TestDatabase;
let api: OldApi;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});
const old = new OldDesk(62);
const merged = [...old.tickets()].filter(({ mergedIntoId }) => mergedIntoId !== 0).map(({ id }) => String(id));
const folder = temporaryFolder();
const files = { file: join(folder, 'dump.sql'), attachments: join(folder, 'attachments') };

beforeAll(async () => {
  mkdirSync(files.attachments);
  await writeDump(old, files.file);
  await writeAttachments(old, files.attachments);
  api = await openOldApi(old);
});
afterAll(() => api.close());

/** @returns what the run's report says of tickets that stay behind, and of what is gone there */
async function move(source: Source) {
  try {
    const { runId } = await runImport(database.connection, source, { carriers: CARRIERS, now: () => world.now });
    return await world.rows<{ line: string; kind: string; source_id: string; reason: string }>(
      `select line, kind, source_id, reason from import_lines
       where run_id = $1 and source_id <> '' and kind in ('ticket', 'message', 'predefinedReply')
         and (line = 'gone' or (line = 'stays' and kind = 'ticket'))
       order by length(source_id), source_id`,
      [runId],
    );
  } finally {
    await source.close();
  }
}

const throughDump = () => openDump({ ...files, timeZone: 'UTC' });

const throughApi = () =>
  openApi({
    ...{ url: api.url, ...CREDENTIAL, timeZone: 'UTC', now: () => world.now },
    ...{ parallel: 1, tries: 3, pauseMs: 1 },
  });

/** Kinds of which the last run says that it changed some. Of a file, it reads the bytes anew. */
async function changedKinds(): Promise<string[]> {
  const rows = await world.rows<{ kind: string }>(
    `select key as kind from import_runs, jsonb_each(counts) where id = (select max(id) from import_runs)
       and key <> 'attachment' and (value->>'changed')::int > 0`,
  );
  return rows.map(({ kind }) => kind);
}

const replies = () => world.rows('select id, name, body, category_id from predefined_replies order by id');

const isMerged = merged.map((id) => ({ line: 'stays', kind: 'ticket', source_id: id, reason: 'merged' }));

// A dump knows more than the API shows: merged tickets, and the ids of predefined replies.
test('what a dump had and the API does not show is neither gone nor there twice', async () => {
  await move(await throughDump());
  const before = await replies();
  expect(before.length).toBeGreaterThan(1);
  // The first calls ask whether the credential may do so, and for the merged tickets. Then one fails, also when asked again.
  const others = 1 + merged.length;
  api.fault = (action, count) =>
    action === 'getticket' && count > others && count <= others + 6 ? 'garbage' : undefined;
  expect(await move(await throughApi())).toEqual([
    { line: 'stays', kind: 'ticket', source_id: '1', reason: 'cannot be read' },
    ...isMerged,
  ]);
  // They are not asked for again.
  expect(await move(await throughApi())).toEqual([]);
  expect(await replies()).toEqual(before);
  expect(await move(await throughDump())).toEqual([]);
  expect(await replies()).toEqual(before);
});

const dates = () =>
  world.rows(
    `select 'contact' as kind, id::text, created_at from contacts
     union all select 'member', client_id || ':' || user_id, created_at from client_users order by 1, 2`,
  );

test('another way changes nothing that it does not know, and counts nothing as changed that is the same', async () => {
  const before = await dates();
  api.fault = () => undefined;
  world.now = new Date(world.now.getTime() + 2 * 3_600_000);
  for (const open of [throughApi, throughDump]) {
    await move(await open());
    // The API tells all of their wishes for mail but one.
    expect(await changedKinds()).toEqual(['contact']);
  }
  expect(await dates()).toEqual(before);
});
