import { day, type WallClock } from './dates';
import { cleanHtml, cleanMarkup, cleanText, type Repair, readBytes } from './texts';

/** A column of a table, as a dump or MySQL itself describes it. */
export interface TableColumn {
  name: string;
  /** In lower case, without its length. */
  type: string;
}

/** What dates of the old desk mean. */
export interface Clocks {
  /** For DATETIME and DATE, which WHMCS writes as wall time of its server. */
  wall: WallClock;
  /** For TIMESTAMP, which MySQL converts. */
  timestamp: WallClock;
}

/** Hears what had to be repaired in a column. */
type RepairTold = (column: string, repair: Repair) => void;

const TRUE = new Set(['1', 'on', 'yes', 'true']);

/**
 * The current row of a table. A column that the table of this version lacks is null, like NULL.
 */
export class TableRow {
  private values: readonly (Buffer | null)[] = [];
  private readonly indexes: Map<string, number>;
  private readonly timestamps: Set<string>;
  private readonly told: Map<string, (repair: Repair) => void>;

  /** @param columns those of the values, in their order */
  constructor(
    columns: readonly TableColumn[],
    private readonly clocks: Clocks,
    repairTold: RepairTold,
  ) {
    this.indexes = new Map(columns.map(({ name }, index) => [name, index]));
    this.timestamps = new Set(columns.filter(({ type }) => type === 'timestamp').map(({ name }) => name));
    this.told = new Map(columns.map(({ name }) => [name, (repair: Repair) => repairTold(name, repair)]));
  }

  /** Goes on to the next row. */
  show(values: readonly (Buffer | null)[]): void {
    this.values = values;
  }

  /** Whether the table has the column at all. */
  has(column: string): boolean {
    return this.indexes.has(column);
  }

  /** What programs wrote: a number, a hash, a name of a file. Empty if there is nothing. */
  code(column: string): string {
    const bytes = this.bytes(column);
    return bytes === null || bytes.length === 0 ? '' : bytes.toString();
  }

  /** What people wrote; null only where the table has nothing. */
  text(column: string): string | null {
    const bytes = this.bytes(column);
    if (bytes === null) return null;
    if (bytes.length === 0) return '';
    const told = this.told.get(column);
    return cleanText(readBytes(bytes, told), told);
  }

  html(column: string): string | null {
    const bytes = this.bytes(column);
    if (bytes === null) return null;
    const told = this.told.get(column);
    return cleanHtml(readBytes(bytes, told), told);
  }

  /** HTML of a program that never stores its tags encoded. */
  markup(column: string): string | null {
    const bytes = this.bytes(column);
    if (bytes === null) return null;
    const told = this.told.get(column);
    return cleanMarkup(readBytes(bytes, told), told);
  }

  /** A text of one line; null if it is empty. */
  line(column: string): string | null {
    return this.text(column)?.trim() || null;
  }

  /** The id of another record; null for 0, which means none. */
  id(column: string): string | null {
    const bytes = this.bytes(column);
    if (bytes === null || bytes.length === 0) return null;
    // ZEROFILL, in tables of very old versions.
    return (bytes[0] === 0x30 ? bytes.toString().replace(/^0+/, '') : bytes.toString()) || null;
  }

  /** The id of this record; 0 if it has none. */
  key(column: string): string {
    return this.id(column) ?? '0';
  }

  integer(column: string): number | null {
    const number = Number(this.code(column) || Number.NaN);
    return Number.isInteger(number) ? number : null;
  }

  /** A decimal number as text, such as a price. */
  amount(column: string): string | null {
    const amount = this.code(column);
    return /^-?\d+(\.\d+)?$/.test(amount) ? amount : null;
  }

  /** `on` and 1 are true. */
  flag(column: string): boolean | null {
    const bytes = this.bytes(column);
    return bytes === null ? null : TRUE.has(bytes.toString().trim().toLowerCase());
  }

  moment(column: string): Date | null {
    const { timestamp, wall } = this.clocks;
    return (this.timestamps.has(column) ? timestamp : wall).moment(this.code(column));
  }

  day(column: string): string | null {
    return day(this.code(column));
  }

  private bytes(column: string): Buffer | null {
    const index = this.indexes.get(column);
    return index === undefined ? null : (this.values[index] ?? null);
  }
}
