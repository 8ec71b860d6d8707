/** Lives here because it starts the program some twenty times. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../src/cli/program';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { startProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const desk = new OldDesk(12);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  mkdirSync(join(folder, 'attachments'));
  await writeDump(desk, join(folder, 'whmcs.sql'), 'mysqldump', 'UTC');
  await writeAttachments(desk, join(folder, 'attachments'));
});

const runAsPeople = (...parameters: string[]) =>
  startProgram(['import', 'whmcs', ...parameters], { DATABASE_URL: urlOf(database.connection) }).ended;

const run = (...parameters: string[]) => runAsPeople('--json', ...parameters);

const DUMP = ['--dump', join(folder, 'whmcs.sql'), '--attachments', join(folder, 'attachments')];

const countsOf = ({ stdout }: { stdout: string }, kind: string) =>
  (JSON.parse(stdout) as { kind: string }[]).find((counted) => counted.kind === kind) ?? {};

test('a WHMCS is tried out, moved in and taken back', async () => {
  const told = await runAsPeople(...DUMP, '--dry-run');
  const [titles, ...rows] = told.stdout.split('\n').map((row) => row.trim().split(/ {2,}/));
  expect(titles).toEqual(['records', 'old desk', 'this desk then', 'to add', 'to change', 'unchanged', 'already here']);
  expect(rows).toContainEqual(['Tickets', '12', '12', '12', '0', '0', '0']);
  expect(told.stderr).toMatch(
    /\nStays behind: [\d,]+\. Differs: [\d,]+\. Worth knowing: [\d,]+\.\n(?:The files of [\d,]+ attachments? were not found: .*\n)?This was a dry run: nothing was written\.\nThe report, --report FOLDER, says why of each\.\n$/,
  );

  const dry = await run(...DUMP, '--dry-run', '--report', join(folder, 'report'));
  expect([dry.code, dry.stderr]).toEqual([
    0,
    expect.stringContaining(`The report is in ${folder}/report/report.html\n`),
  ]);
  const counts = { there: 12, here: 12, added: 12, changed: 0, unchanged: 0, linked: 0 };
  expect(countsOf(dry, 'ticket')).toEqual({ kind: 'ticket', ...counts });
  expect(readdirSync(join(folder, 'report')).sort()).toEqual(['counts.csv', 'lines.csv', 'report.html']);

  const moved = await run(...DUMP, '--report', join(folder, 'moved'));
  expect(countsOf(moved, 'ticket')).toEqual({ kind: 'ticket', ...counts });
  expect(compared('moved')).toBe(12);

  const undone = await run('--undo');
  expect([undone.code, undone.stdout]).toEqual([0, 'Run 3 is taken back\n']);
  expect(undone.stderr).toContain(' taking back: client groups\n');
  expect(await run('--undo')).toMatchObject({ code: 1, stderr: 'There is no run to take back\n' });
});

/** The tickets of which both sides were compared. */
const compared = (report: string): number =>
  readFileSync(join(folder, report, 'tickets.csv'), 'utf8')
    .trim()
    .split('\n').length - 1;

test('a second run reads only tickets that have changed or lack a file, unless it is told to read all', async () => {
  const first = await run(...DUMP, '--report', join(folder, 'first'));
  expect([compared('first'), countsOf(first, 'ticket')]).toEqual([
    12,
    expect.objectContaining({ there: 12, added: 12 }),
  ]);

  const lacking = [...desk.tickets()].filter(({ messages, notes }) =>
    [...messages, ...notes].some(({ files }) => files.some(({ state }) => state === 'missing')),
  );
  const counts = { there: 12, here: 12, added: 0, changed: 0, unchanged: 12, linked: 0 };
  const again = await run(...DUMP, '--report', join(folder, 'again'));
  expect([compared('again'), countsOf(again, 'ticket')]).toEqual([lacking.length, { kind: 'ticket', ...counts }]);
  expect(lacking.length).toBeLessThan(12);

  const whole = await run(...DUMP, '--all', '--report', join(folder, 'whole'));
  expect([compared('whole'), countsOf(whole, 'ticket')]).toEqual([12, { kind: 'ticket', ...counts }]);
  for (const kind of ['message', 'note', 'attachment']) expect(countsOf(whole, kind)).toEqual(countsOf(again, kind));
});

test('a file with a second dump behind the first is refused before anything is written', async () => {
  const twice = join(folder, 'twice.sql');
  const whole = readFileSync(join(folder, 'whmcs.sql'));
  writeFileSync(twice, Buffer.concat([whole, whole]));
  const { code, stdout, stderr } = await run('--dump', twice, '--attachments', join(folder, 'attachments'));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/begins again, as where a second dump was appended\. Make a dump into a new file/);
});

test.each<[string[], string]>([
  [[], 'Name the WHMCS by one of --url, --mysql and --dump'],
  [['--dump', 'a.sql', '--mysql', 'mysql://a/b'], 'Name the WHMCS by one of --url, --mysql and --dump'],
  [['--dump', 'a.sql'], '--mysql and --dump need --attachments'],
  [['--url', 'https://billing.example.com'], '--url needs --identifier'],
  [['--url', 'https://billing.example.com', '--identifier', 'a', '--attachments', 'b'], '--attachments belongs to'],
  [[...DUMP, '--identifier', 'a'], '--identifier and --secret belong to --url'],
  [[...DUMP, '--secret', 'a'], '--identifier and --secret belong to --url'],
  [['--undo', '--dry-run'], '--undo stands alone'],
  [['--undo', '--all'], '--undo stands alone'],
  [['--undo', '--report', 'a'], '--undo stands alone'],
  [['--undo', '--attachments', 'a'], '--undo stands alone'],
  [[...DUMP, '--run', '3'], '--run belongs to --undo'],
])('%j are no options that go together', async (parameters, message) => {
  const program = createProgram();
  await expect(program.parseAsync(['import', 'whmcs', ...parameters], { from: 'user' })).rejects.toThrow(message);
});

test('a report that cannot be written is refused before anything is read', async () => {
  const refused = await run('--dump', 'nowhere.sql', '--attachments', folder, '--report', join(folder, 'whmcs.sql'));
  expect([refused.code, refused.stderr]).toEqual([
    1,
    `The report cannot be written into ${folder}/whmcs.sql: there is a file of that name\n`,
  ]);
});

test.each(['--url', '--identifier', '--secret', '--mysql', '--dump', '--attachments', '--report'])(
  '%s must not be empty',
  async (option) => {
    const program = createProgram();
    program.exitOverride().configureOutput({ writeErr: () => undefined });
    const whmcs = program.commands.find((command) => command.name() === 'import')?.commands[0];
    whmcs?.exitOverride().configureOutput({ writeErr: () => undefined });
    await expect(program.parseAsync(['import', 'whmcs', option, ''], { from: 'user' })).rejects.toThrow(
      /must not be empty/,
    );
  },
);
