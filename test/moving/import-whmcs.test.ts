import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../src/cli/program';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { startProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const desk = new OldDesk(12);
  mkdirSync(join(folder, 'attachments'));
  await writeDump(desk, join(folder, 'whmcs.sql'), 'mysqldump', 'UTC');
  await writeAttachments(desk, join(folder, 'attachments'));
});

const run = (...parameters: string[]) =>
  startProgram(['--json', 'import', 'whmcs', ...parameters], { DATABASE_URL: urlOf(database.connection) }).ended;

const DUMP = ['--dump', join(folder, 'whmcs.sql'), '--attachments', join(folder, 'attachments')];

const ofTickets = (printed: string) =>
  (JSON.parse(printed) as { kind: string }[]).find(({ kind }) => kind === 'ticket') ?? {};

test('a WHMCS is tried out, moved in and taken back', async () => {
  const dry = await run(...DUMP, '--dry-run', '--report', join(folder, 'report'));
  expect([dry.code, dry.stderr]).toEqual([
    0,
    expect.stringContaining(`The report is in ${folder}/report/report.html\n`),
  ]);
  const counts = { there: 12, here: 12, added: 12, changed: 0, unchanged: 0, linked: 0 };
  expect(ofTickets(dry.stdout)).toEqual({ kind: 'ticket', ...counts });
  expect(readdirSync(join(folder, 'report')).sort()).toEqual(['counts.csv', 'lines.csv', 'report.html']);

  const moved = await run(...DUMP, '--report', join(folder, 'moved'));
  expect(ofTickets(moved.stdout)).toEqual({ kind: 'ticket', ...counts });
  expect(
    readFileSync(join(folder, 'moved', 'tickets.csv'), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(13);

  const undone = await run('--undo');
  expect([undone.code, undone.stdout]).toEqual([0, 'Run 2 is taken back\n']);
  expect(await run('--undo')).toMatchObject({ code: 1, stderr: 'There is no run to take back\n' });
});

test.each<[string[], string]>([
  [[], 'Name the WHMCS by one of --url, --mysql and --dump'],
  [['--dump', 'a.sql', '--mysql', 'mysql://a/b'], 'Name the WHMCS by one of --url, --mysql and --dump'],
  [['--dump', 'a.sql'], '--mysql and --dump need --attachments'],
  [['--url', 'https://billing.example.com'], '--url needs --identifier'],
  [['--undo', '--dry-run'], '--undo stands alone'],
  [[...DUMP, '--run', '3'], '--run belongs to --undo'],
])('%j are no options that go together', async (parameters, message) => {
  const program = createProgram();
  await expect(program.parseAsync(['import', 'whmcs', ...parameters], { from: 'user' })).rejects.toThrow(message);
});
