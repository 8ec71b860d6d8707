import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What shows to whom a process belongs. */
interface ProcessFacts {
  pid: number;
  /** The file name of its program. */
  program: string;
  /** Its working folder; on systems without /proc its arguments, which contain the data folder of a Postgres. */
  place: string;
  environment: string;
}

export type Belongs = (process: ProcessFacts) => boolean;

/** Processes with this variable in their environment. */
export const carrying =
  (name: string, value: string): Belongs =>
  ({ environment }) =>
    ` ${environment} `.replaceAll('\0', ' ').includes(` ${name}=${value} `);

/** Processes of Postgres that work in one of the folders. Their environment contains none of our variables. */
export const postgresIn =
  (folders: string[]): Belongs =>
  ({ program, place }) =>
    /^(postgres|initdb)/.test(program) && folders.some((folder) => `${place}/`.includes(`${folder}/`));

/** Long enough for killed processes to be gone, even on a busy machine. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 20;

/**
 * Kills every process that belongs to one of these, except this process, and waits until they are gone. It waits
 * synchronously, because it also has to work while this process exits.
 */
export function killProcesses(...whose: Belongs[]): void {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    // Looks again each time, because a killed process may just have started another.
    const found = processes().filter((facts) => facts.pid !== process.pid && whose.some((belongs) => belongs(facts)));
    if (found.length === 0 || performance.now() > deadline) return;
    for (const { pid } of found) kill(pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
}

/** The ids of the processes that belong to one of these. */
export const findProcesses = (...whose: Belongs[]): number[] =>
  processes()
    .filter((facts) => whose.some((belongs) => belongs(facts)))
    .map(({ pid }) => pid);

/** Sends a signal to a process, which may be gone already. */
export function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Lists every process that this account may inspect. Zombies, which have no folder and environment, are left out. */
function processes(): ProcessFacts[] {
  if (process.platform !== 'linux') return fromPs();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return {
          pid: Number(name),
          program: basename(readlinkSync(`/proc/${name}/exe`)),
          place: readlinkSync(`/proc/${name}/cwd`),
          environment: readFileSync(`/proc/${name}/environ`, 'utf8'),
        };
      } catch {
        return [];
      }
    });
}

/** The same using `ps`, which prints the environment after the arguments. */
function fromPs(): ProcessFacts[] {
  const { stdout } = spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=', '-o', 'command='], { encoding: 'utf8' });
  return [...stdout.matchAll(/^ *(\d+) (\S+)(.*)$/gm)].map(([, pid, path = '', rest = '']) => ({
    pid: Number(pid),
    program: basename(path),
    place: rest,
    environment: rest,
  }));
}
