import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of this length on all platforms that Node.js runs on. */
const TICK_MS = 10;

/** CPU times in milliseconds, of a server and of PostgreSQL. */
export type Cpu = Record<'server' | 'postgres', number>;

/**
 * The CPU time that a process and all that it started have used, in milliseconds; undefined where there is no /proc.
 */
export function cpuOf(pid: number): number | undefined {
  const processes = readProcesses();
  if (!processes.has(pid)) return undefined;
  const isOfTree = (at: number): boolean => {
    const parent = processes.get(at)?.parent;
    return at === pid || (parent !== undefined && isOfTree(parent));
  };
  return [...processes].reduce((sum, [at, { milliseconds }]) => (isOfTree(at) ? sum + milliseconds : sum), 0);
}

interface Process {
  parent: number;
  /** Its own time and that of its children that have ended. */
  milliseconds: number;
}

function readProcesses(): Map<number, Process> {
  const processes = new Map<number, Process>();
  for (const name of folders()) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // A program's name may have spaces and brackets, and only the last bracket ends it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      processes.set(Number(name), { parent: Number(fields[1]), milliseconds: ticks * TICK_MS });
    } catch {
      // It has ended.
    }
  }
  return processes;
}

function folders(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
