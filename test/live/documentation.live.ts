import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, blockWith, likeFirstStart, onWorld, paste, read, runOn } from '../support/samples';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

/** Runs the documentation's samples that need curl, PHP or many commands on a new desk. Only the port is changed. */
const world = useWorld();

/** Every command of a sample starts a process, which takes its time on a busy machine. */

let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  await likeFirstStart(world);
});

test('the curl call of README.md gives an answer like the one shown there', async () => {
  const sample = blockWith('README.md', 'sh', 'curl');
  const shown = JSON.parse(blocksOf('README.md', 'json')[0]!) as Record<string, unknown>;
  const answer = JSON.parse((await paste(world, sample)).trim().split('\n').at(-1)!) as Record<string, unknown>;
  const shapeOf = (value: unknown): string =>
    typeof value === 'string' ? value.replace(/\d/g, '0').replace(/[a-z]/gi, 'a') : typeof value;
  expect(Object.keys(answer)).toEqual(Object.keys(shown));
  expect([answer.result, answer.id]).toEqual([shown.result, shown.id]);
  expect(shapeOf(answer.tid)).toBe(shapeOf(shown.tid));
  expect(answer.c).toMatch(/^\w{8}$/);
  expect(shown.c).toMatch(/^\w{8}$/);
  const [end = ''] = /npx hatchdesk credential revoke \S+(?=`)/.exec(read('README.md')) ?? [];
  await paste(world, end);
  await expect(paste(world, sample.slice(sample.indexOf('curl')))).resolves.toContain('Invalid or missing credentials');
});

test('docs/CLI.md has commands that work as shown', async () => {
  const printed = await paste(world, blocksOf('docs/CLI.md', 'sh').join('\n'));
  expect(printed).toContain('"result": "success"');
  expect(printed).toContain('"Waiting"');
});

describe('docs/API.md', () => {
  const page = 'docs/API.md';

  beforeAll(() => paste(world, blockWith(page, 'sh', 'customfield create')));

  test('the curl sample opens a ticket with a file', async () => {
    const answer = JSON.parse(await paste(world, blockWith(page, 'sh', 'curl'))) as { id: number };
    expect(answer).toMatchObject({ result: 'success', id: expect.any(Number) });
    const file = await world.done('GetTicketAttachment', { relatedid: answer.id, type: 'ticket', index: 0 });
    expect(file.filename).toBe('package.json');
    expect(Buffer.from(String(file.data), 'base64').toString()).toBe(read('package.json'));
  });

  test('the PHP sample opens a ticket, answers it and reads it back', async () => {
    writeFileSync(join(folder, 'open.php'), onWorld(world, blocksOf(page, 'php')[0]!));
    const printed = await runOn(world, 'php', ['open.php'], folder);
    expect(printed).toContain('[status] => Answered');
    expect(printed).toContain('[message] => See the **report**.');
    expect(printed).toContain('[message] => Use the extinguisher.');
    expect(printed).toMatch(/\[attachment\] => \d{6}_report\.txt/);
    expect(printed).toContain('[value] => Google');
  });

  test('the credential can be revoked as shown', async () => {
    await expect(paste(world, blockWith(page, 'sh', 'credential revoke'))).resolves.toContain('true');
  });
});

test('the samples of docs/DOORS.md work in order and leave only a folder of their own', async () => {
  const blocks = blocksOf('docs/DOORS.md', 'sh');
  expect(blocks).toHaveLength(4);
  const place = temporaryFolder();
  const look = blocks.pop() ?? '';
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
  await paste(world, look, place);
  expect((await world.send('/login.php')).text).toContain('Acme help');
  expect(readdirSync(place)).toEqual(['examples']);
});
