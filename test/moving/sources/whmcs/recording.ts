import type { Kind } from '../../../../src/moving/records';
import type { ReportLine, Sink, Source } from '../../../../src/moving/source';

type Records = Partial<Record<Kind, Record<string, unknown>[]>>;

/** A sink that keeps everything. */
export function recording(): {
  sink: Sink;
  records: Records;
  lines: ReportLine[];
  progress: [string, number, (number | undefined)?][];
} {
  const records: Records = {};
  const lines: ReportLine[] = [];
  const progress: [string, number, (number | undefined)?][] = [];
  const sink: Sink = {
    add(kind, record) {
      records[kind] ??= [];
      records[kind].push(record);
      // Half of the time, the stage is slower than the source.
      return records[kind].length % 2 === 0 ? Promise.resolve() : undefined;
    },
    line: (line) => void lines.push(line),
    progress: (...all) => void progress.push(all),
    hasTicket: () => Promise.resolve(false),
    stampTicket: () => undefined,
    hasTickets: () => Promise.resolve(new Set()),
    stampTickets: () => Promise.resolve(),
  };
  return { sink, records, lines, progress };
}

/** Everything that a source has. */
export async function readAll(source: Source): Promise<ReturnType<typeof recording>> {
  const all = recording();
  await source.read(all.sink, new AbortController().signal);
  await source.close();
  return all;
}
