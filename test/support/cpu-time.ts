import { existsSync, readFileSync } from 'node:fs';

/** The processor time of {@link known} on a quiet machine. */
const USUAL_MS = 8;
/** Below, nobody asks how busy the machine is. */
const NOTICEABLE_MS = 100;
/** In which /proc counts. */
const TICK_MS = 10;

/**
 * Measures the processor time of a piece of work, in milliseconds of a quiet machine. A busy one shares its processors
 * and caches, so that the same work has taken four times as much. It does so for work that is known as well.
 */
export function cpuTimeOf(work: () => void): number {
  const ms = timed(work);
  return ms < NOTICEABLE_MS ? ms : ms / pace();
}

/** The same for work that waits. Whatever else the process does meanwhile counts, its threads included. */
export async function cpuTimeOfAll(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const ms = since(before);
  return ms < NOTICEABLE_MS ? ms : ms / pace();
}

/** The same without the other threads of the process, where the system tells them apart. */
export async function cpuTimeOfMainThread(work: () => Promise<unknown>): Promise<number> {
  const file = `/proc/self/task/${process.pid}/stat`;
  if (!existsSync(file)) return cpuTimeOfAll(work);
  const spent = (): number => {
    const text = readFileSync(file, 'utf8');
    const [user = 0, system = 0] = text.slice(text.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
    return (user + system) * TICK_MS;
  };
  const before = spent();
  await work();
  const ms = spent() - before;
  return ms < NOTICEABLE_MS ? ms : ms / pace();
}

function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return since(before);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times as long as usual everything takes right now, at least 1. */
function pace(): number {
  // The first time also compiles it.
  const fastest = Math.min(...Array.from({ length: 4 }, () => timed(known)));
  return Math.max(1, fastest / USUAL_MS);
}

/** Reads, takes apart and builds texts and lists, as most of our code does. */
function known(): void {
  const rows = Array.from({ length: 6_000 }, (_, at) => ({ at, text: `row ${at}`, list: [at, at + 1] }));
  const text = JSON.stringify(rows).replaceAll(/[{}]/g, (sign) => `${sign} `);
  if (JSON.parse(text).length !== text.split('row ').length - 1) throw new Error('cannot count');
}
