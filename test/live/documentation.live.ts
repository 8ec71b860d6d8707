import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { storeSecret } from '../../src/access/secrets';
import { loadDemoData } from '../../src/cli/demo-data';
import { EVERYTHING } from '../../src/desk/first-start';
import { insertCredential } from '../../src/store/access/credentials';
import { insertRole } from '../../src/store/access/roles';
import { blocksOf, paste } from '../support/samples';
import { useWorld } from '../support/world';

/** The README's examples, as pasted but for the port. */
const world = useWorld();

beforeAll(() => world.serve());
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

test('the samples of docs/DOORS.md work in their order and leave nothing but a folder of their own', async () => {
  const blocks = blocksOf('docs/DOORS.md', 'sh');
  expect(blocks).toHaveLength(3);
  const place = mkdtempSync(join(tmpdir(), 'hatchdesk-test-'));
  const answers: unknown[] = [];
  for (const block of blocks) {
    const printed = await paste(world, block, place);
    answers.push(JSON.parse(printed.trim().split('\n').at(-1)!));
  }
  expect(answers).toEqual([
    { result: 'success', id: expect.any(String), tid: expect.any(String), c: expect.any(String) },
    { data: expect.any(Number), errorCode: -1, errorText: null },
    { data: expect.objectContaining({ title: 'Printer', user_name: 'new.client', priority_id: 1 }) },
  ]);
  expect(readdirSync(place)).toEqual(['examples']);
  rmSync(place, { recursive: true });
}, 60_000);
