/** What the server reports about itself, in bytes; `resources` are what keeps its event loop busy. */
export interface Memory {
  heap: number;
  buffers: number;
  resources: number;
}

/** What was measured while nobody called. */
export interface Gauge extends Memory {
  /** Seconds since the start of the soak. */
  at: number;
  /** The server's process. Memory is compared only within one. */
  pid: number;
  rss: number;
  files: number;
  connections: number;
}

type Measured = 'rss' | 'heap' | 'buffers' | 'resources' | 'files' | 'connections';

const MB = 1024 * 1024;

/** How far the last third may lie above the first: a factor, and what may come on top of it. */
const LEVEL: Record<Measured, { factor: number; more: number; within: 'process' | 'soak' }> = {
  rss: { factor: 1.25, more: 32 * MB, within: 'process' },
  heap: { factor: 1.25, more: 16 * MB, within: 'process' },
  buffers: { factor: 1.25, more: 16 * MB, within: 'process' },
  resources: { factor: 1, more: 8, within: 'soak' },
  files: { factor: 1, more: 8, within: 'soak' },
  connections: { factor: 1, more: 3, within: 'soak' },
};

export interface Level {
  name: Measured;
  first: number;
  last: number;
  isLevel: boolean;
}

/**
 * Compares the first third of the measurements with the last. For memory, those are the measurements of the process that
 * lived longest, without its first, which is taken while caches still fill.
 *
 * @returns an empty list for soaks too short to say
 */
export function compareThirds(gauges: Gauge[]): Level[] {
  const lives = grouped(gauges);
  const [longest = []] = [...lives.values()].sort((one, other) => other.length - one.length);
  return (Object.keys(LEVEL) as Measured[]).flatMap((name) => {
    const { factor, more, within } = LEVEL[name];
    const values = (within === 'soak' ? gauges : longest.slice(1)).map((gauge) => gauge[name]);
    if (values.length < 3) return [];
    const third = Math.max(1, Math.floor(values.length / 3));
    const [first, last] = [middle(values.slice(0, third)), middle(values.slice(-third))];
    return [{ name, first, last, isLevel: last <= first * factor + more }];
  });
}

function grouped(gauges: Gauge[]): Map<number, Gauge[]> {
  const lives = new Map<number, Gauge[]>();
  for (const gauge of gauges) lives.set(gauge.pid, [...(lives.get(gauge.pid) ?? []), gauge]);
  return lives;
}

function middle(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export const inWords = ({ name, first, last, isLevel }: Level): string => {
  const shown = (value: number): string =>
    ['rss', 'heap', 'buffers'].includes(name) ? `${(value / MB).toFixed(1)} MB` : String(value);
  return `${name.padEnd(12)} ${shown(first)} in the first third, ${shown(last)} in the last${isLevel ? '' : ': NOT LEVEL'}`;
};
