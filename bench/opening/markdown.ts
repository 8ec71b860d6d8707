import type { Reading } from '../reading-results';
import { KINDS, type Kind } from './calls';
import type { Memory } from './memory';
import {
  isReached,
  medians,
  type Ratio,
  type Results,
  ratio,
  ratiosOf,
  SERVERS,
  type ServerName,
  type Turn,
} from './results';
import type { Compared } from './rows';

/** Writes a report: what is printed, and what `--write` keeps. */
export function markdown(results: Results): string {
  const { kinds, levels, generatorPerSecond, rows, reading, memory } = results;
  return `${describe(results)}

${table(['target', 'measured', 'wanted', ''], ratiosOf(results).map(ratioRow))}

${aboutTime(results)}

Opening tickets of guests:

${table(
  ['connections', 'server', 'tickets/s', 'p50 ms', 'p99 ms', ...CPU_HEADS, 'Hatchdesk : it'],
  levels.flatMap(({ connections, turns }) =>
    (Object.keys(SERVERS) as ServerName[])
      .filter((server) => turns[server].length > 0)
      .map((server) => [
        connections,
        SERVERS[server],
        ...figures(turns[server]),
        server === 'hatchdesk' ? '' : ratio(turns.hatchdesk, turns[server]).toFixed(2),
      ]),
  ),
)}

Hatchdesk's calls at ${kinds.connections} connections:

${table(
  ['call', 'calls/s', 'p50 ms', 'p99 ms', ...CPU_HEADS, "of a guest's"],
  (Object.keys(kinds.turns) as ('guest' | Kind)[]).map((kind) => [
    kind === 'guest' ? 'OpenTicket of a guest' : KINDS[kind],
    ...figures(kinds.turns[kind]),
    ratio(kinds.turns[kind], kinds.turns.guest).toFixed(2),
  ]),
)}

The load generator alone reaches ${Math.round(generatorPerSecond)} requests a second.
${reading === undefined ? '' : `\n${readingTable(reading)}\n`}${memory === undefined ? '' : `\n${memoryText(memory)}\n`}
${(Object.keys(rows) as ServerName[]).map((server) => `- ${SERVERS[server]}: ${comparison(rows[server])}`).join('\n')}
`;
}

const CPU_HEADS = ['server CPU ms', 'PostgreSQL CPU ms', 'later: server', 'later: PostgreSQL'];

/** Explains the columns of CPU time. */
function aboutTime({ levels, kinds }: Results): string {
  const ours = [...levels.flatMap(({ turns }) => [turns.hatchdesk, turns.full]), ...Object.values(kinds.turns)];
  const removed = ours.filter((turns) => turns.length > 0).map((turns) => medians(turns).removedShare ?? 0);
  const most = Math.max(...removed);
  const text = `CPU time is that of one call: first while callers waited, then what was left to be done later (indexing for searches,
handing on events, writing mails). A turn ends when that is done.`;
  const share = `${Math.round(most * 100)} %`;
  if (most <= 0) return text;
  return `${text} After three seconds, the mails that still wait
are removed (up to ${share} of a turn's), and count as much as those that were written.`;
}

function readingTable(reading: Reading[]): string {
  const time = (value: number | undefined): string => value?.toFixed(1) ?? 'not measured';
  const note = ({ notes, isHard }: Reading): string => [...(isHard ? ['no goal'] : []), ...notes].join(', ');
  return `Reading on the full desk, one connection:

${table(
  ['question', 'p50 ms', 'p99 ms', ''],
  reading.map((one) => [one.question, time(one.p50), time(one.p99), note(one)]),
)}`;
}

/** What the memory was, for people. */
export const memoryText = ({ callers, mbEach, taken, peakMb, calls, afterMb }: Memory): string =>
  `Memory: ${callers} callers sent ${mbEach} MB each, again when refused as busy. ${taken} succeeded, and the server had ${peakMb} MB
at its peak. In ${afterMb.length} steps to ${calls} calls, it had ${afterMb.join(', ')} MB.`;

function describe({ machine, rounds, seconds }: Results): string {
  const { date, node, postgres, fsync, sharedBuffers, cores, loadPerCore, pooler, tickets } = machine;
  return `${date}: ${cores} cores, Node.js ${node}, PostgreSQL ${postgres}, fsync ${fsync}, shared_buffers ${sharedBuffers}; \
load per core ${loadPerCore.toFixed(2)} before the run.
An empty desk${tickets === 0 ? '' : ` and a full one of ${tickets} tickets`}${pooler ? ' behind PgBouncer' : ''}; medians of \
${rounds} rounds, in which the servers take turns of ${seconds} s.`;
}

function ratioRow(one: Ratio): string[] {
  const { what, value, target, unit = '' } = one;
  const reached = isReached(one);
  const wanted = target === undefined ? '' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return [
    what,
    Number.isNaN(value) ? 'not measured' : `${value.toFixed(2)} ${unit}`.trim(),
    `${wanted} ${unit}`.trim(),
    reached === undefined ? '' : reached ? 'yes' : 'no',
  ];
}

function figures(turns: Turn[]): string[] {
  const { perSecond, p50, p99, ...times } = medians(turns);
  const cpu = (value = Number.NaN): string => (Number.isNaN(value) ? '' : value.toFixed(2));
  const { serverMs, postgresMs, laterServerMs, laterPostgresMs } = times;
  const cpus = [serverMs, postgresMs, laterServerMs, laterPostgresMs].map(cpu);
  return [String(Math.round(perSecond)), p50.toFixed(2), p99.toFixed(2), ...cpus];
}

function comparison(compared: Compared | undefined): string {
  if (compared === undefined) return '';
  const { successes, rows, equal, failures } = compared;
  const counts = Object.entries(rows).map(([name, count]) => `${count} ${name}`);
  const failed = failures.slice(0, 3).map((failure) => `\n  - failed: ${failure.slice(0, 500)}`);
  return `${successes} successes; ${counts.join(', ')}: ${equal ? 'equal' : 'NOT EQUAL'}${failed.join('')}`;
}

/** A table whose columns are aligned in the source too. Columns of numbers stand to the right. */
function table(heads: string[], rows: (string | number)[][]): string {
  const cells = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const isNumeric = heads.map((_, column) => rows.every((row) => /^[\d.]*( ms| MB)?$|^not/.test(String(row[column]))));
  const line = (row: string[]): string =>
    `| ${row.map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isNumeric[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
