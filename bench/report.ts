/** One server at one number of connections, in one round. */
export interface Measure {
  perSecond: number;
  p50: number;
  p99: number;
}

export interface Level {
  connections: number;
  /** Rounds by server; rounds with the same index ran one after the other. */
  rounds: Record<'hatchdesk' | 'bare' | 'pgbench', Measure[]>;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median of the ratios round by round, because the parts of a round ran under the same conditions. */
const ratio = (ours: Measure[], theirs: Measure[]): number =>
  median(ours.map(({ perSecond }, round) => perSecond / (theirs[round]?.perSecond ?? Number.NaN)));

const COLUMNS = [12, 12, 10, 10, 10, 18];

const row = (cells: (string | number)[]): string =>
  cells.map((cell, at) => String(cell).padStart(COLUMNS[at] ?? 0)).join('');

export function table(levels: Level[]): string {
  const lines = [row(['connections', 'server', 'req/s', 'p50 ms', 'p99 ms', 'hatchdesk : it'])];
  for (const { connections, rounds } of levels) {
    for (const server of ['hatchdesk', 'bare', 'pgbench'] as const) {
      const measures = rounds[server];
      if (measures.length === 0) continue;
      lines.push(
        row([
          server === 'hatchdesk' ? connections : '',
          server,
          Math.round(median(measures.map(({ perSecond }) => perSecond))),
          median(measures.map(({ p50 }) => p50)).toFixed(2),
          median(measures.map(({ p99 }) => p99)).toFixed(2),
          server === 'hatchdesk' ? '' : ratio(rounds.hatchdesk, measures).toFixed(2),
        ]),
      );
    }
  }
  return lines.join('\n');
}
