import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { inspectDataFolder } from '../../src/postgres/data-folder';
import { cleanUp, filledDataRoot, query, start } from './support';

afterEach(cleanUp);

test('a copy of a folder whose server runs is another desk, and stops when its last user leaves', async () => {
  const [root, copy] = [await filledDataRoot(), await filledDataRoot()];
  const original = await start(root);
  // What a copy made just now has too.
  const left = [path.join(root, 'owner'), path.join(root, 'sharers')];
  execFileSync('cp', ['-a', ...left, copy]);
  execFileSync('cp', ['-a', path.join(root, 'pg18', 'postmaster.pid'), path.join(copy, 'pg18')]);

  expect(await inspectDataFolder(copy)).toMatchObject({ problem: undefined, servedBy: undefined });
  const said: string[] = [];
  const copied = await start(copy, undefined, (message) => said.push(message));
  expect(copied).toMatchObject({ shared: false, dataDirectory: path.join(copy, 'pg18') });
  expect(said).toEqual([
    `${copy}/pg18 was copied from ${root}/pg18 while its server ran: if it was no snapshot, files may not fit together, so restore a backup instead`,
  ]);
  await query(copied, 'create table only_here ()');
  const find = `select to_regclass('only_here')::text`;
  expect([await query(copied, find), await query(original, find)]).toEqual([['only_here'], [null]]);

  await copied.stop();
  await expect(query(copied, 'select 1')).rejects.toThrow();
  expect(await query(original, 'select 1')).toEqual([1]);
  expect(await inspectDataFolder(root)).toMatchObject({ problem: undefined, servedBy: process.pid });
});

test('a folder that was moved while its server ran still belongs to it', async () => {
  const root = await filledDataRoot();
  await start(root);
  const moved = `${root}.moved`;
  execFileSync('mv', [root, moved]);
  try {
    await expect(inspectDataFolder(moved)).resolves.toMatchObject({ servedBy: process.pid });
  } finally {
    execFileSync('mv', [moved, root]);
  }
});
