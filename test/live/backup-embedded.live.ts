/** Lives here because it starts the program some twenty times, which takes half a minute on a quiet machine. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { locate } from '../../src/postgres/location';
import { postgresProcessesIn } from '../../src/postgres/processes';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { startProgram } from '../support/program';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const file = join(folder, 'desk.backup');
const elsewhere = temporaryFolder();
const acknowledged: string[] = [];
let server: ServerProcess;
let open = true;

const run = (parameters: string[], into = folder) => startProgram(parameters, { HATCHDESK_DATA: join(into, 'data') });

/** Opens tickets without a pause until `open` ends. */
async function openTickets(): Promise<void> {
  for (let count = 0; open; count++) {
    const subject = `under load ${count}`;
    const reply = await callServer(server.url, guestTicket(subject));
    if (reply?.answer.result === 'success') acknowledged.push(subject);
  }
}

async function subjectsIn(into: string): Promise<string[]> {
  const { stdout } = await run(['call', 'GetTickets', 'limitnum=100000'], into).ended;
  const { tickets } = JSON.parse(stdout) as { tickets: { ticket: { subject: string }[] } };
  return tickets.ticket.map(({ subject }) => subject);
}

const OTHER = 'ab'.repeat(32);
const keyIn = (into: string) => readFileSync(join(into, 'data', 'key'), 'utf8');

beforeAll(async () => {
  server = await startServerProcess(folder);
});

afterAll(() => {
  kill(server.child.pid, 'SIGKILL');
  removeFolder(folder);
  removeFolder(elsewhere);
});

test('a backup under load holds every ticket acknowledged before, and is compared', async () => {
  const load = openTickets();
  await eventually(() => acknowledged.length > 20);
  const before = [...acknowledged];
  const { code, stdout, stderr } = await run(['backup', file, '--verify', '--json']).ended;
  open = false;
  await load;
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('comparing tickets\n') });
  expect(JSON.parse(stdout)).toMatchObject({
    verified: expect.stringMatching(/^\d+ rows of \d+ tables$/),
    key: 'in the backup',
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(acknowledged.length).toBeGreaterThan(before.length);

  const restored = await run(['restore', file, '--json'], elsewhere).ended;
  expect({ code: restored.code, stderr: restored.stderr }).toEqual({ code: 0, stderr: 'unpacking\nchecking\n' });
  expect(JSON.parse(restored.stdout)).toMatchObject({ key: 'fits' });
  expect(keyIn(elsewhere)).toBe(keyIn(folder));
  const found = new Set(await subjectsIn(elsewhere));
  expect(before.filter((subject) => !found.has(subject))).toEqual([]);
  const extra = [...found].filter((subject) => !acknowledged.includes(subject));
  expect(extra).toEqual([]);
});

test('an existing file stays unless --force replaces it', async () => {
  const refused = await run(['backup', file]).ended;
  expect(refused).toMatchObject({
    code: 1,
    stderr: `${file} exists already: choose another name, or replace it with --force\n`,
  });
  const { ino } = statSync(file);
  expect((await run(['backup', file, '--force']).ended).code).toBe(0);
  expect(statSync(file).ino).not.toBe(ino);
});

test('an interrupted backup leaves no file', async () => {
  const name = join(folder, 'interrupted.backup');
  const { child, ended } = run(['backup', name, '--verify']);
  await eventually(() => readdirSync(folder).some((found) => /^interrupted.*\.part$/.test(found)));
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Interrupted: nothing was changed$/m) });
  expect(readdirSync(folder).filter((found) => found.startsWith('interrupted'))).toEqual([]);
  expect(readdirSync(locate(join(folder, 'data')).home).filter((found) => found.startsWith('unpacked'))).toEqual([]);
});

test('the next backup removes what a killed one left, and not what another one still writes', async () => {
  const name = join(folder, 'killed.backup');
  const parts = () => readdirSync(folder).filter((found) => /^killed.*\.part$/.test(found));
  const begin = () => run(['backup', name, '--verify', '--force']);
  const { home } = locate(join(folder, 'data'));
  const unpacked = () =>
    readdirSync(home)
      .filter((found) => found.startsWith('unpacked'))
      .map((found) => join(home, found, 'pg18'));
  const isServing = () => unpacked().some((data) => existsSync(join(data, 'postmaster.pid')));
  const killed = begin();
  await eventually(isServing);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const left = parts();
  expect(left).toHaveLength(1);
  const [copy = ''] = unpacked();
  const slow = begin();
  await eventually(() => !unpacked().includes(copy) && isServing());
  expect(postgresProcessesIn(copy)).toEqual([]);
  expect(parts()).toHaveLength(1);
  expect(parts()).not.toEqual(left);
  // Stands still while the other one looks.
  slow.child.kill('SIGSTOP');
  expect((await run(['backup', name, '--force']).ended).code).toBe(0);
  expect(parts()).toHaveLength(1);
  slow.child.kill('SIGCONT');
  expect((await slow.ended).code).toBe(0);
  expect(readdirSync(folder).filter((found) => found.startsWith('killed'))).toEqual(['killed.backup']);
  expect(unpacked()).toEqual([]);
});

test('nothing is restored while a server runs, nor over data without --force, which keeps the old data', async () => {
  const running = await run(['restore', file, '--force']).ended;
  expect(running).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Process \d+ uses .*: stop every server/) });
  kill(server.child.pid, 'SIGTERM');
  await server.ended;
  const without = await run(['restore', file]).ended;
  expect(without).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/has data already: replace it with --force\n$/),
  });

  const before = keyIn(folder);
  rmSync(join(folder, 'data', 'key'));
  writeFileSync(join(folder, 'data', 'key'), OTHER);
  const restored = await run(['restore', file, '--force', '--json']).ended;
  const { previous, key } = JSON.parse(restored.stdout) as { previous: string; key: string };
  // Somebody has put another key there meanwhile, which is kept with the old data.
  expect({ key, before: keyIn(folder) }).toEqual({ key: 'fits', before });
  expect(readFileSync(previous.replace('pg18.', 'key.'), 'utf8')).toBe(OTHER);
  expect(existsSync(join(previous, 'PG_VERSION'))).toBe(true);
  expect((await subjectsIn(folder)).sort()).toEqual([...acknowledged].sort());
});

/** A copy of the backup whose bytes, unpacked, are changed. */
function altered(name: string, change: (bytes: Buffer) => Buffer): string {
  const copy = join(folder, name);
  writeFileSync(copy, gzipSync(change(gunzipSync(readFileSync(file))), { level: 1 }));
  return copy;
}

test.each<[string, () => string, RegExp]>([
  ['a file of another kind', () => join(__dirname, 'backup-embedded.live.ts'), / is not a backup of Hatchdesk\n$/],
  ['a file that is not there', () => join(folder, 'nothing'), / cannot be read: ENOENT/],
  [
    'an archive of something else',
    () => altered('other', () => Buffer.alloc(2048)),
    / is not a backup of Hatchdesk\n$/,
  ],
  ['a file that was cut off', () => altered('cut', (bytes) => bytes.subarray(0, bytes.length / 2)), / is damaged: /],
  [
    'a newer desk',
    () =>
      altered('newer', (bytes) => {
        const at = bytes.indexOf('20261121000000_ticket_model');
        bytes.write('20991121000000_ticket_model', at);
        return bytes;
      }),
    /, which is newer: it has the migrations 20991121000000_ticket_model\. Restore it with that version\n$/,
  ],
])('%s is refused, and nothing stays behind', async (_, make, words) => {
  const empty = temporaryFolder();
  expect(await run(['restore', make()], empty).ended).toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
  const left = readdirSync(locate(join(empty, 'data')).home).filter((name) => !/^(owner|sharers)$/.test(name));
  expect(left).toEqual([]);
});
