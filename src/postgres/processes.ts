import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A living process: `started` tells two processes apart that were given the same pid one after the other. */
export interface ProcessFacts {
  started: string;
  commandLine: string;
}

/**
 * What is known of a process on this machine, or undefined when it is gone. A zombie is gone too: it holds its pid, and
 * so passes kill(pid, 0), but has let go of every file and lock. That happens wherever pid 1 does not reap, as in many
 * containers.
 */
export function describeProcess(pid: number): ProcessFacts | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses; the fields count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Start times count from boot, and the same machine boots the same way: only with the boot's id are they unique.
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { started: `${boot}/${fields[19]}`, commandLine };
  } catch {
    return undefined;
  }
}

/** The same from `ps`, for systems without /proc. */
function fromPs(pid: number): ProcessFacts | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-o', 'args=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  const [, state, started, commandLine] =
    /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  if (!state || !started || state.startsWith('Z')) return undefined;
  return { started, commandLine: commandLine ?? '' };
}

/**
 * Whether this pid is the Postgres server of that data directory. Only the server itself keeps its `-D` argument in
 * sight: its children rename themselves.
 */
export function isPostmaster(pid: number, dataDirectory: string): boolean {
  return describeProcess(pid)?.commandLine.includes(`postgres -D ${dataDirectory} `) ?? false;
}

/**
 * The pids of Postgres processes that work in that data directory: a server's children outlive its SIGKILL as long as
 * their query runs. Finds them on Linux only, and only those of accounts this process may look at.
 */
export function postgresProcessesIn(dataDirectory: string): number[] {
  if (process.platform !== 'linux') return [];
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          fs.readlinkSync(`/proc/${pid}/cwd`) === dataDirectory &&
          path.basename(fs.readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
        );
      } catch {
        return false;
      }
    });
}
