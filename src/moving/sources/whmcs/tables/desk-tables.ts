import { KINDS } from '../../../records';
import type { ReportLine, Sink } from '../../../source';
import { WallClock } from '../dates';
import type { Repair } from '../texts';
import { Lookups } from './lookups';
import type { Mapping, Reading } from './mapping';
import { MAPPINGS } from './mappings';
import { stamper } from './stamper';
import { whyItStays } from './staying';
import { type Clocks, type TableColumn, TableRow } from './table-row';
import { TicketStamps } from './ticket-stamps';

/** A table of the old desk. */
interface DeskTable {
  name: string;
  columns: readonly TableColumn[];
  rows: number;
}

/** Takes the rows of a table. */
export interface RowTaker {
  /** Which columns it wants, in this order. */
  columns: readonly string[];
  /**
   * @param values valid until it is done
   * @param digest of all that the row says, if it is wanted
   */
  take(values: readonly (Buffer | null)[], digest?: Buffer): Promise<void> | void;
  /** Whether it wants a digest of each row. */
  wantsDigest?: boolean;
  /** Whether it wants a row at all, by its first column. */
  wants?: (first: Buffer | null) => boolean;
}

/** What this version makes of the rows of tickets: one that makes more of them must read them again. */
const WAY = JSON.stringify([
  ...MAPPINGS.filter(({ ofTicket }) => ofTicket !== undefined).map(({ read }) => read?.columns),
  ...[KINDS.ticket, KINDS.message, KINDS.note, KINDS.attachment],
]);

const mappingOf = new Map(MAPPINGS.map((mapping) => [mapping.table, mapping]));

/** Whether rows of the table must be read before those of others. */
export const isLearned = (table: string): boolean => {
  const mapping = mappingOf.get(table.toLowerCase());
  return mapping?.learn !== undefined || mapping?.ofTicket !== undefined;
};

/**
 * Makes records of the rows of WHMCS's tables. First {@link learner} gets all rows of the tables that it wants, then
 * {@link reader} those that it wants, and in the end {@link finish} says what became of everything else.
 */
export class DeskTables {
  private readonly lookups = new Lookups();
  private stamps = new TicketStamps();
  /** How the tables of tickets are to be read. */
  private readings: string[] = [];
  private readonly counted = new Map<string, ReportLine & { count: number }>();
  private readonly asked = new Set<string>();
  /** By repair, and in each by table and column. */
  private readonly repairs = new Map<Repair, Map<string, number>>();
  private readonly columns = new Map<string, number>();

  /** @param timeZone the old server's, if its settings don't tell */
  constructor(private readonly timeZone: string) {}

  /**
   * Takes rows that others refer to, and learns from those of tickets which have changed.
   *
   * @param timeZone as for {@link reader}
   * @returns undefined if nothing is learned from the table
   */
  learner(table: string, columns: readonly TableColumn[], timeZone: string | undefined): RowTaker | undefined {
    const { lookups } = this;
    const mapping = mappingOf.get(table.toLowerCase());
    if (mapping?.ofTicket !== undefined) {
      this.readings.push(JSON.stringify([mapping.table, columns, timeZone]));
      return stamper(mapping.table, mapping.ofTicket, columns, this.stamps);
    }
    const learn = mapping?.learn;
    if (learn === undefined) return undefined;
    const wanted = columns.filter(({ name }) => learn.columns.includes(name));
    const utc = new WallClock('UTC');
    const row = new TableRow(wanted, { wall: utc, timestamp: utc }, () => undefined);
    return {
      columns: wanted.map(({ name }) => name),
      take(values) {
        row.show(values);
        learn.row(row, lookups);
      },
    };
  }

  /**
   * What tells whether a ticket has changed, by the tickets' ids. Everything must have been learned, which begins anew
   * afterwards.
   */
  ticketStamps(): Map<string, string> {
    const { statuses, settings } = this.lookups;
    const common = [WAY, this.zone().zone, this.readings.sort(), [...statuses].sort(), [...settings].sort()];
    const stamps = this.stamps.finish(this.lookups, JSON.stringify(common));
    this.stamps = new TicketStamps();
    this.readings = [];
    return stamps;
  }

  /**
   * Takes rows, and makes records of them.
   *
   * @param timeZone what MySQL converted TIMESTAMP columns to, such as `+00:00`; undefined for the old server's zone
   * @param unchanged the ids of tickets whose rows are passed over
   * @returns undefined if the table has no records of its own
   */
  reader(
    table: string,
    columns: readonly TableColumn[],
    timeZone: string | undefined,
    sink: Sink,
    unchanged: ReadonlySet<string>,
  ): RowTaker | undefined {
    const mapping = mappingOf.get(table.toLowerCase());
    const read = mapping?.read;
    if (mapping === undefined || read === undefined) return undefined;
    const { ofTicket } = mapping;
    const wanted = columns
      .filter(({ name }) => read.columns.includes(name))
      .sort((one, other) => Number(other.name === ofTicket) - Number(one.name === ofTicket));
    const left = columns.filter(({ name }) => isLeft(mapping, name));
    const row = new TableRow(wanted, this.clocks(timeZone), (column, repair) => {
      increase(this.repairsOf(repair), `${table}.${column}`);
    });
    const reading = this.reading(sink);
    const isPassing = wanted[0]?.name === ofTicket && unchanged.size > 0;
    return {
      columns: [...wanted, ...left].map(({ name }) => name),
      ...(isPassing && { wants: (id) => id === null || !unchanged.has(id.toString('latin1')) }),
      take: (values) => {
        row.show(values);
        for (let index = wanted.length; index < values.length; index += 1) {
          if (hasData(values[index])) increase(this.columns, `${table}.${left[index - wanted.length]?.name}`);
        }
        return read.row(row, reading);
      },
    };
  }

  /** Says what stays behind, and what was repaired. @param tables all that the old desk has */
  async finish(tables: readonly DeskTable[], sink: Sink): Promise<void> {
    for (const line of this.counted.values()) await sink.line(line);
    for (const [column, count] of this.columns) await sink.line(columnLine(column, count));
    for (const line of missingLines(tables)) await sink.line(line);
    for (const table of tables) {
      const line = tableLine(table);
      if (line !== undefined) await sink.line(line);
    }
    for (const [repair, columns] of this.repairs) await sink.line(repairLine(repair, columns));
    const { zone, isSaid } = this.zone();
    await sink.line({
      ...{ line: 'note', kind: 'date', sourceId: '', reason: 'time zone' },
      text: isSaid
        ? `Dates are read as times in ${zone}, as the old desk's settings say.`
        : `Dates are read as times in ${zone} (HATCHDESK_TIMEZONE). If the old server was in another zone, set that for the import.`,
    });
    // For the next time.
    for (const said of [this.counted, this.columns, this.repairs, this.asked]) said.clear();
  }

  private zone(): { zone: string; isSaid: boolean } {
    const said = this.lookups.settings.get('timezone') ?? this.lookups.settings.get('time_zone') ?? '';
    return isTimeZone(said) ? { zone: said, isSaid: true } : { zone: this.timeZone, isSaid: false };
  }

  private clocks(timeZone: string | undefined): Clocks {
    const wall = new WallClock(this.zone().zone);
    const isKnown = timeZone !== undefined && (/^[+-]\d/.test(timeZone) || isTimeZone(timeZone));
    return { wall, timestamp: isKnown ? new WallClock(timeZone) : wall };
  }

  private reading(sink: Sink): Reading {
    return {
      sink,
      lookups: this.lookups,
      wall: new WallClock(this.zone().zone),
      count: (line) => {
        const key = `${line.kind}\0${line.reason}`;
        const known = this.counted.get(key) ?? { ...line, sourceId: '', count: 0 };
        known.count += 1;
        this.counted.set(key, known);
      },
      isFirst: (what) => {
        const isFirst = !this.asked.has(what);
        this.asked.add(what);
        return isFirst;
      },
    };
  }

  private repairsOf(repair: Repair): Map<string, number> {
    const known = this.repairs.get(repair) ?? new Map<string, number>();
    this.repairs.set(repair, known);
    return known;
  }
}

const increase = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const isTimeZone = (name: string): boolean => {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** Whether a column is neither read nor known to say nothing. */
const isLeft = ({ read, learn, stays, ignored }: Mapping, column: string): boolean =>
  stays?.[column] !== undefined ||
  !(read?.columns.includes(column) || learn?.columns.includes(column) || ignored?.includes(column));

/** Whether a value says anything: it is not empty, zero or a date of zeros. */
function hasData(value: Buffer | null | undefined): boolean {
  if (value === null || value === undefined || value.length === 0) return false;
  return value.length > 24 || !/^[-0:. ]*$/.test(value.toString('latin1'));
}

const number = new Intl.NumberFormat('en');

function columnLine(name: string, count: number): ReportLine {
  const [kind = '', column = ''] = name.split('.');
  const reason = mappingOf.get(kind.toLowerCase())?.stays?.[column];
  const common = { line: 'stays', kind, sourceId: '', title: column, count } as const;
  const values = count === 1 ? '1 value stays' : `${number.format(count)} values stay`;
  return reason === undefined
    ? {
        ...{ ...common, reason: 'unknown column' },
        text: `${values} in ${name}: Hatchdesk does not know this column of WHMCS. Please tell its makers.`,
      }
    : { ...common, reason: 'column', text: `${values} in ${name}. ${reason}` };
}

function tableLine({ name, rows }: DeskTable): ReportLine | undefined {
  const mapping = mappingOf.get(name.toLowerCase());
  if (rows === 0 || mapping?.read !== undefined || (mapping !== undefined && mapping.rest === undefined))
    return undefined;
  const { reason, why } =
    mapping?.rest === undefined ? whyItStays(name.toLowerCase()) : { reason: 'rest', why: mapping.rest };
  const stay = rows === 1 ? '1 row stays' : `${number.format(rows)} rows stay`;
  return { line: 'stays', kind: name, sourceId: '', reason, text: `${stay}: ${why}.`, count: rows };
}

/** Every version of WHMCS has these. Where one is missing, a dump of some tables was made, or the user may not read it. */
const NEEDED = [
  ...['tblticketdepartments', 'tblticketreplies', 'tblticketnotes', 'tbladmins', 'tblclients', 'tblcontacts'],
  ...['tblcustomfields', 'tblcustomfieldsvalues'],
];

function missingLines(tables: readonly DeskTable[]): ReportLine[] {
  const there = new Set(tables.map(({ name }) => name.toLowerCase()));
  return NEEDED.filter((name) => !there.has(name)).map((kind) => ({
    ...{ line: 'stays', kind, sourceId: '', reason: 'table missing' },
    text: `There is no table ${kind}, which every WHMCS has. Make a dump of the whole database, by a user who may read all of it.`,
  }));
}

const REPAIRS: Readonly<Record<Repair, string>> = {
  'double-encoded': 'were UTF-8 that MySQL had taken for latin1, and are carried as people wrote them',
  entities: 'were stored with HTML entities, and are carried without',
  invalid: 'had bytes or letters that no text has. What could be read is carried',
};

function repairLine(repair: Repair, columns: ReadonlyMap<string, number>): ReportLine {
  const list = [...columns].sort(([, one], [, other]) => other - one);
  const places = list.map(([column, count]) => `${column} (${number.format(count)})`).join(', ');
  return {
    ...{ line: repair === 'invalid' ? 'differs' : 'note', kind: 'text', sourceId: '', reason: repair },
    text: `Texts ${REPAIRS[repair]}: ${places}.`,
    count: list.reduce((sum, [, count]) => sum + count, 0),
  };
}
