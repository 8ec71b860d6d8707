import type { ReportLine, Sink } from '../../source';
import { WallClock } from './dates';
import type { Mapping, Reading } from './mapping';
import type { DeskTable, OldTables, RowTaker } from './program';
import { type Clocks, type TableColumn, TableRow } from './table-row';
import type { Repair } from './texts';

/** How the tables of a program are read. @typeParam Lookups what is learned from rows of other tables, before any record */
export interface TablePlan<Lookups> {
  /** What people call the program. */
  title: string;
  mappings: readonly Mapping<Lookups>[];
  lookups: Lookups;
  /** The name by which mappings know a table; undefined for a table that is not the desk's. */
  nameOf(table: string): string | undefined;
  /** Tables of mappings that every desk has. Where one is missing, a dump of some tables was made, or may not be read. */
  needed: readonly string[];
  /** Why a table without a mapping stays, named and in words. */
  whyItStays(table: string): { reason: string; why: string };
  /** The time zone that the settings name. */
  timeZone(lookups: Lookups): string | undefined;
}

/** Makes records of the rows of a program's tables, as its plan says. */
export class MappedTables<Lookups> implements OldTables {
  protected readonly lookups: Lookups;
  private readonly mappings: ReadonlyMap<string, Mapping<Lookups>>;
  private readonly counted = new Map<string, ReportLine & { count: number }>();
  private readonly asked = new Set<string>();
  /** By repair, and in each by table and column. */
  private readonly repairs = new Map<Repair, Map<string, number>>();
  private readonly columns = new Map<string, number>();

  /** @param fallback the old server's time zone, if its settings don't tell */
  constructor(
    private readonly plan: TablePlan<Lookups>,
    private readonly fallback: string,
  ) {
    this.lookups = plan.lookups;
    this.mappings = new Map(plan.mappings.map((mapping) => [mapping.table, mapping]));
  }

  isLearned(table: string): boolean {
    return this.mappingOf(table)?.learn !== undefined;
  }

  learner(table: string, columns: readonly TableColumn[], _timeZone: string | undefined): RowTaker | undefined {
    const { lookups } = this;
    const learn = this.mappingOf(table)?.learn;
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

  ticketStamps(): Map<string, string> {
    return new Map();
  }

  reader(
    table: string,
    columns: readonly TableColumn[],
    timeZone: string | undefined,
    sink: Sink,
    unchanged: ReadonlySet<string>,
  ): RowTaker | undefined {
    const mapping = this.mappingOf(table);
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

  async finish(tables: readonly DeskTable[], sink: Sink): Promise<void> {
    for (const line of this.counted.values()) await sink.line(line);
    for (const [column, count] of this.columns) await sink.line(this.columnLine(column, count));
    for (const line of this.missingLines(tables)) await sink.line(line);
    for (const table of tables) {
      const line = this.tableLine(table);
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

  protected mappingOf(table: string): Mapping<Lookups> | undefined {
    return this.mappings.get(this.plan.nameOf(table) ?? '');
  }

  protected zone(): { zone: string; isSaid: boolean } {
    const said = this.plan.timeZone(this.lookups) ?? '';
    return isTimeZone(said) ? { zone: said, isSaid: true } : { zone: this.fallback, isSaid: false };
  }

  private clocks(timeZone: string | undefined): Clocks {
    const wall = new WallClock(this.zone().zone);
    const isKnown = timeZone !== undefined && (/^[+-]\d/.test(timeZone) || isTimeZone(timeZone));
    return { wall, timestamp: isKnown ? new WallClock(timeZone) : wall };
  }

  private reading(sink: Sink): Reading<Lookups> {
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

  private columnLine(name: string, count: number): ReportLine {
    const [kind = '', column = ''] = name.split('.');
    const reason = this.mappingOf(kind)?.stays?.[column];
    const common = { line: 'stays', kind, sourceId: '', title: column, count } as const;
    const values = count === 1 ? '1 value stays' : `${number.format(count)} values stay`;
    return reason === undefined
      ? {
          ...{ ...common, reason: 'unknown column' },
          text: `${values} in ${name}: Hatchdesk does not know this column of ${this.plan.title}. Please tell its makers.`,
        }
      : { ...common, reason: 'column', text: `${values} in ${name}. ${reason}` };
  }

  private tableLine({ name, rows }: DeskTable): ReportLine | undefined {
    const mapping = this.mappingOf(name);
    if (rows === 0 || mapping?.read !== undefined || (mapping !== undefined && mapping.rest === undefined))
      return undefined;
    const { reason, why } =
      mapping?.rest === undefined ? this.plan.whyItStays(name.toLowerCase()) : { reason: 'rest', why: mapping.rest };
    const stay = rows === 1 ? '1 row stays' : `${number.format(rows)} rows stay`;
    return { line: 'stays', kind: name, sourceId: '', reason, text: `${stay}: ${why}.`, count: rows };
  }

  private missingLines(tables: readonly DeskTable[]): ReportLine[] {
    const there = new Set(tables.map(({ name }) => this.plan.nameOf(name)));
    return this.plan.needed
      .filter((name) => !there.has(name))
      .map((kind) => ({
        ...{ line: 'stays', kind, sourceId: '', reason: 'table missing' },
        text: `There is no table ${kind}, which every ${this.plan.title} has. Make a dump of the whole database, by a user who may read all of it.`,
      }));
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
const isLeft = <L>({ read, learn, stays, ignored }: Mapping<L>, column: string): boolean =>
  stays?.[column] !== undefined ||
  !(read?.columns.includes(column) || learn?.columns.includes(column) || ignored?.includes(column));

/** Whether a value says anything: it is not empty, zero or a date of zeros. */
function hasData(value: Buffer | null | undefined): boolean {
  if (value === null || value === undefined || value.length === 0) return false;
  return value.length > 24 || !/^[-0:. ]*$/.test(value.toString('latin1'));
}

const number = new Intl.NumberFormat('en');

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
