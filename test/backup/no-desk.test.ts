import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { backUp } from '../../src/backup/backup';
import { createTestDatabase, urlOf } from '../support/database';
import { temporaryFolder } from '../support/temporary-folder';

test('a database without a desk is refused in words', async () => {
  const { connection } = await createTestDatabase();
  const client = new Client(connection);
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  await client.end();
  const folder = temporaryFolder();
  const file = join(folder, 'desk.backup');
  const options = { force: false, verify: false, version: '1', onProgress: () => {} };
  const place = { databaseUrl: urlOf(connection), dataDirectory: folder, key: undefined };
  await expect(backUp(file, place, { ...options, signal: new AbortController().signal })).rejects.toThrow(
    "There is no desk in this database: name the server's with DATABASE_URL",
  );
  expect(existsSync(file)).toBe(false);
});
