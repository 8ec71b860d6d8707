import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What tells whose a process is. */
interface ProcessFacts {
  pid: number;
  /** The name of its program's file. */
  program: string;
  /** The folder it works in; on systems without /proc, its arguments, which name that of a Postgres. */
  place: string;
  environment: string;
}

export type Belongs = (process: ProcessFacts) => boolean;

/** Those that have a variable of this value in their environment. */
export const carrying =
  (name: string, value: string): Belongs =>
  ({ environment }) =>
    ` ${environment} `.replaceAll('\0', ' ').includes(` ${name}=${value} `);

/** The programs of Postgres that work in one of the folders: nothing of ours is in their environment. */
export const postgresIn =
  (folders: string[]): Belongs =>
  ({ program, place }) =>
    /^(postgres|initdb)/.test(program) && folders.some((folder) => `${place}/`.includes(`${folder}/`));

/** Long enough for what was killed to be gone, on a busy machine too. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 20;

/**
 * Kills every process that belongs to one of these, this one excepted, and waits until they are gone. Nothing else runs
 * meanwhile: the last chance to do it is while this process exits.
 */
export function killProcesses(...whose: Belongs[]): void {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    // Looked at anew each time: what is killed may just have started another.
    const found = processes().filter((facts) => facts.pid !== process.pid && whose.some((belongs) => belongs(facts)));
    if (found.length === 0 || performance.now() > deadline) return;
    for (const { pid } of found) kill(pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
}

/** Sends a signal to a process that may be gone already. */
export function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Every process that this account may look at. A zombie has neither a folder nor an environment. */
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

/** The same from `ps`, which writes the environment after the arguments. */
function fromPs(): ProcessFacts[] {
  const { stdout } = spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=', '-o', 'command='], { encoding: 'utf8' });
  return [...stdout.matchAll(/^ *(\d+) (\S+)(.*)$/gm)].map(([, pid, path = '', rest = '']) => ({
    pid: Number(pid),
    program: basename(path),
    place: rest,
    environment: rest,
  }));
}
