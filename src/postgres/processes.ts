import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';
import { readPostmasterFile } from './postmaster-file';

/** A running process. `started` tells apart two processes that had the same pid one after the other. */
interface ProcessFacts {
  started: string;
  commandLine: string;
}

/** Where programs are looked for. */
export const searchPath = (): string => process.env.PATH ?? '';

/**
 * Describes a process on this machine; undefined when it is gone. A zombie counts as gone: it keeps its pid, and so
 * passes kill(pid, 0), but has released every file and lock. Zombies stay wherever pid 1 does not reap them, as in many
 * containers.
 */
export function describeProcess(pid: number): ProcessFacts | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself contain spaces and parentheses, so count the fields from the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Start times count from boot, and a machine may boot the same way twice. Only together with the boot id are they
    // unique.
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { started: `${boot}/${fields[19]}`, commandLine };
  } catch {
    return undefined;
  }
}

/** Reads the same facts from `ps`, for systems without /proc. */
function fromPs(pid: number): ProcessFacts | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-o', 'args=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: searchPath(), LC_ALL: 'C', TZ: 'UTC' },
  });
  const [, state, started, commandLine] =
    /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  if (!state || !started || state.startsWith('Z')) return undefined;
  return { started, commandLine: commandLine ?? '' };
}

/**
 * Whether this pid is the Postgres server of that data directory. Only the server itself still shows its `-D` argument:
 * its children rename themselves.
 */
export function isPostmaster(pid: number, dataDirectory: string): boolean {
  return describeProcess(pid)?.commandLine.includes(`postgres -D ${dataDirectory} `) ?? false;
}

/** The pid of the server that runs on that data directory, ready or not; undefined when none runs. */
export function runningServer(dataDirectory: string): number | undefined {
  const pid = readPostmasterFile(dataDirectory)?.pid;
  return pid !== undefined && isPostmaster(pid, dataDirectory) ? pid : undefined;
}

/**
 * The pids of Postgres processes that work in that data directory. A server's children survive its SIGKILL for as long
 * as their query runs. It works on Linux only, and sees only processes of accounts that this process may inspect.
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

/** Sends a signal to a process, which may be gone already. */
export function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
