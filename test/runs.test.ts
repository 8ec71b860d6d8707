import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProcess } from '../src/postgres/processes';
import { kill } from './support/left-processes';
import { RUN } from './support/run-state';
import { removeDeadRuns } from './support/runs';
import { temporaryFolder } from './support/temporary-folder';

const DEAD = '2147483647 long/ago';
const LIVING = `${process.pid} ${describeProcess(process.pid)?.started}`;

/** Makes the folder of a run. Its claim names the process. */
function leave(where: string, name: string, claim?: string): string {
  const folder = join(where, name);
  mkdirSync(join(folder, 'owner'), { recursive: true });
  if (claim !== undefined) symlinkSync(claim, join(folder, 'owner', '1'));
  mkdirSync(join(folder, 'AbCdEf', 'data'), { recursive: true });
  writeFileSync(join(folder, 'AbCdEf', 'data', 'file'), 'text');
  return folder;
}

test('only folders of runs whose processes are gone are removed', () => {
  const where = temporaryFolder();
  const elsewhere = temporaryFolder();
  const dead = leave(where, 'hatchdesk-run-dead01', DEAD);
  writeFileSync(join(dead, 'elsewhere'), `${elsewhere}\n`);
  leave(where, 'hatchdesk-run-alive1', LIVING);
  leave(where, 'hatchdesk-run-begins');
  leave(where, 'hatchdesk', DEAD);
  mkdirSync(join(where, 'hatchdesk-run-stranger'));
  symlinkSync(leave(where, 'another', DEAD), join(where, 'hatchdesk-run-link'));
  removeDeadRuns(where);
  expect(readdirSync(where).sort()).toEqual([
    'another',
    'hatchdesk',
    'hatchdesk-run-alive1',
    'hatchdesk-run-begins',
    'hatchdesk-run-link',
    'hatchdesk-run-stranger',
  ]);
  expect(existsSync(elsewhere)).toBe(false);
  expect(readdirSync(join(where, 'another')).sort()).toEqual(['AbCdEf', 'owner']);
});

test('processes of a removed run end, and others that only mention its folder do not', async () => {
  const where = temporaryFolder();
  const folder = leave(where, 'hatchdesk-run-dead01', DEAD);
  const wait = ['-e', 'setInterval(() => {}, 1000)', folder];
  const own = spawn(process.execPath, wait, { env: { [RUN]: folder }, stdio: 'ignore' });
  const others = spawn(process.execPath, wait, { env: { [RUN]: `${folder}2` }, cwd: folder, stdio: 'ignore' });
  try {
    await Promise.all([once(own, 'spawn'), once(others, 'spawn')]);
    const ended = once(own, 'exit');
    removeDeadRuns(where);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(others.exitCode ?? others.signalCode).toBeNull();
  } finally {
    kill(others.pid, 'SIGKILL');
  }
});

test('all other temporary folders are made inside the run’s own', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const making = files.filter((file) => /\bmkdtemp\w*\(/.test(readFileSync(join(__dirname, file), 'utf8')));
  expect(making.sort()).toEqual(['support/runs.ts', 'support/temporary-folder.ts']);
});
