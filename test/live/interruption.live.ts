import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPostmasterFile } from '../../src/postgres/postmaster-file';
import { eventually } from '../support/eventually';
import { findProcesses, kill, postgresIn } from '../support/left-processes';
import { type ProgramRun, startProgram } from '../support/program';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

interface Started extends ProgramRun {
  /** Contains the desk of the program, and its temporary files. */
  folder: string;
  /** What it has printed so far, on both outputs. */
  printed: () => string;
}

function start(command: string[]): Started {
  const folder = temporaryFolder();
  folders.push(folder);
  const run = startProgram(command, { HATCHDESK_DATA: join(folder, 'data'), TMPDIR: folder, PORT: '0' });
  let printed = '';
  for (const output of [run.child.stdout, run.child.stderr]) {
    output?.on('data', (text: string) => {
      printed += text;
    });
  }
  return { ...run, folder, printed: () => printed };
}

const left = (folder: string): number[] => findProcesses(postgresIn([folder]));

/** The folder of the desk: demo makes one with a name of its own. */
function dataIn(folder: string): string {
  const demo = readdirSync(folder).find((name) => name.startsWith('hatchdesk-demo-'));
  return demo === undefined ? join(folder, 'data') : join(folder, demo, 'data');
}

type Moment = (started: Started) => boolean;

const isMakingCluster: Moment = ({ folder }) =>
  existsSync(dataIn(folder)) && readdirSync(dataIn(folder)).some((name) => name.startsWith('pg18.init.'));
const isStartingServer: Moment = ({ folder }) => existsSync(join(dataIn(folder), 'pg18', 'postmaster.pid'));
const hasServer: Moment = ({ folder }) => readPostmasterFile(join(dataIn(folder), 'pg18'))?.ready === true;
const says =
  (words: string): Moment =>
  ({ printed }) =>
    printed().includes(words);

const MOMENTS: [string, Moment][] = [
  ['the cluster is made', isMakingCluster],
  ['the server starts', isStartingServer],
  ['the server has started', hasServer],
];

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test.each<[string, Moment]>([...MOMENTS, ['tickets are made', says(' tickets')]])(
    'ends seed-load with its server while %s',
    async (_, isThere) => {
      const started = start(['seed-load', '--tickets', '50000']);
      await eventually(() => isThere(started));
      started.child.kill(signal);
      await started.ended;
      expect(started.child.signalCode).toBe(signal);
      expect(left(started.folder)).toEqual([]);
      expect(isMakingCluster(started)).toBe(false);
    },
  );
});

test.each<[string, Moment]>([
  ['its folder is made', ({ folder }) => readdirSync(folder).length > 0],
  ...MOMENTS,
  ['it calls', says('A temporary server listens')],
])('demo leaves nothing when it is interrupted while %s', async (_, isThere) => {
  const started = start(['demo']);
  await eventually(() => isThere(started));
  started.child.kill('SIGINT');
  await started.ended;
  expect(started.child.signalCode).toBe('SIGINT');
  expect(left(started.folder)).toEqual([]);
  expect(readdirSync(started.folder)).toEqual([]);
});

test('one signal that arrives twice, as from a terminal and from npm, ends demo --stay in order', async () => {
  const started = start(['demo', '--stay']);
  await eventually(() => says('until you press Ctrl+C')(started));
  started.child.kill('SIGINT');
  started.child.kill('SIGINT');
  const { code, stdout } = await started.ended;
  expect(code).toBe(0);
  expect(stdout).toContain('everything is removed');
  expect(readdirSync(started.folder)).toEqual([]);
});

test('a second signal does not wait for the server, which ends by itself', async () => {
  const started = start(['seed-load', '--tickets', '50000']);
  await eventually(() => says(' tickets')(started));
  const server = readPostmasterFile(join(dataIn(started.folder), 'pg18'))?.pid;
  // It cannot end now.
  kill(server, 'SIGSTOP');
  await eventually(() => {
    started.child.kill('SIGINT');
    return started.child.exitCode !== null;
  });
  const { code } = await started.ended;
  expect(code).toBe(130);
  kill(server, 'SIGCONT');
  await eventually(() => left(started.folder).length === 0);
});

test('whoever shares the server of another process leaves it running', async () => {
  const started = start(['demo', '--stay']);
  await eventually(() => says('until you press Ctrl+C')(started));
  const data = dataIn(started.folder);
  const sharing = startProgram(['seed-load', '--tickets', '50000'], { HATCHDESK_DATA: data });
  await eventually(() => readdirSync(join(data, 'sharers')).length === 2);
  sharing.child.kill('SIGINT');
  await sharing.ended;
  expect(hasServer(started)).toBe(true);
  expect(started.child.exitCode).toBeNull();
  started.child.kill('SIGINT');
  expect((await started.ended).code).toBe(0);
});
