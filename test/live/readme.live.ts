import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadDemoData } from '../../src/cli/demo-data';
import { EVERYTHING, storeSecret } from '../../src/first-start';
import { insertCredential } from '../../src/store/access';
import { insertRole } from '../../src/store/access-admin';
import { useWorld } from '../support/world';

/** The README's examples, as pasted but for the port. */
const world = useWorld();
const ROOT = join(__dirname, '..', '..');
const run = promisify(execFile);

beforeAll(async () => {
  await loadDemoData(world.desk, () => {});
  const secret = await storeSecret('example-secret', world.desk.passwords);
  await world.desk.database.transaction('write', async (db) => {
    await insertRole(db, EVERYTHING, ['*']);
    await insertCredential(db, {
      identifier: 'example',
      description: '',
      secret,
      roles: [EVERYTHING],
      staffId: null,
      idFormat: 'number',
    });
  });
});

/** The one block of that language that holds the address. */
function example(language: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text!);
  const [block, ...others] = blocks.filter((text) => text.includes('http://127.0.0.1:8080/'));
  expect(others).toEqual([]);
  return block!.replace('http://127.0.0.1:8080', world.url);
}

test('the curl example opens a ticket with a file', async () => {
  const { stdout } = await run('bash', ['-c', example('sh')], { cwd: ROOT });
  const answer = JSON.parse(stdout) as { id: number };
  expect(answer).toMatchObject({ result: 'success', id: expect.any(Number) });
  const file = await world.done('GetTicketAttachment', { relatedid: answer.id, type: 'ticket', index: 0 });
  expect(file.filename).toBe('package.json');
  expect(Buffer.from(String(file.data), 'base64')).toEqual(readFileSync(join(ROOT, 'package.json')));
});

test('the PHP example opens a ticket, answers it and reads it back', async () => {
  const { stdout, stderr } = await run('php', ['-r', example('php').replace('<?php\n', '')]);
  expect(stderr).toBe('');
  expect(stdout).toContain('[status] => Answered');
  expect(stdout).toContain('[message] => See the **report**.');
  expect(stdout).toContain('[message] => Use the extinguisher.');
  expect(stdout).toMatch(/\[attachment\] => \d{6}_report\.txt/);
  expect(stdout).toContain('[value] => Google');
});
