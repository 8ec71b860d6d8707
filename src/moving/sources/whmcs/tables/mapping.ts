import type { MovedRecord } from '../../../records';
import type { ReportLine, Sink } from '../../../source';
import type { WallClock } from '../dates';
import type { Lookups } from './lookups';
import type { TableRow } from './table-row';

/** What reading rows needs besides them. */
export interface Reading {
  sink: Sink;
  lookups: Lookups;
  /** The old server's clock on the wall. */
  wall: WallClock;
  /** Reports many of a kind as one line: counts those with the same kind and reason. */
  count(line: Omit<ReportLine, 'sourceId' | 'count'>): void;
  /** Whether this was not asked before, such as whether a status is known. */
  isFirst(what: string): boolean;
}

/** How the rows of a table become records. */
export interface Mapping {
  table: string;
  /** Is run for all rows of all tables before any record is made. */
  learn?: { columns: readonly string[]; row(row: TableRow, lookups: Lookups): void };
  read?: { columns: readonly string[]; row(row: TableRow, reading: Reading): Promise<void> | void };
  /** The column with the ticket that a row belongs to, if rows belong to tickets. */
  ofTicket?: string;
  /** Columns with something of the old desk that is not carried, and why. */
  stays?: Readonly<Record<string, string>>;
  /** Columns that say nothing of the desk: caches, keys, layouts, and what can be seen elsewhere. */
  ignored?: readonly string[];
  /** Why rows that are only learned from stay behind, with what is taken from them; undefined if nothing is lost. */
  rest?: string;
}

/** Hashes that signing in understands: see access/passwords/plan.ts. An administrator's may be a digest without a salt. */
const HASH = /^(\$2[aby]\$(0[4-9]|1[0-6])\$[./\w]{53}|[\da-f]{32}:.+)$/i;
const DIGEST = /^[\da-f]{32}$/i;

/**
 * Reads a password, and counts those that cannot be carried.
 *
 * @param who in the plural: `clients`
 */
export function readPassword(
  row: TableRow,
  columns: readonly string[],
  who: 'clients' | 'contacts' | 'administrators' | 'users',
  kind: ReportLine['kind'],
  reading: Reading,
): string | null {
  const stored = columns.map((column) => row.code(column)).filter((value) => value !== '');
  const hash = stored.find((value) => HASH.test(value) || (kind === 'staff' && DIGEST.test(value))) ?? null;
  if (hash === null && stored.length > 0) {
    reading.count({
      line: 'differs',
      kind,
      reason: 'old password',
      text: `These ${who} have a password in a form that is not taken over. They choose a new one.`,
    });
  }
  return hash;
}

const KINDS_OF_MAIL = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

/** Which mails somebody wants, from JSON such as `{"general":"1","support":"0"}`. */
export function emailPreferences(text: string): Record<string, boolean> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const wanted = new Map(Object.entries(parsed).map(([kind, value]) => [kind, String(value)]));
    return preferencesOf((kind) => wanted.get(kind));
  } catch {
    return null;
  }
}

/** @param said undefined where nothing is said of a kind */
export function preferencesOf(said: (kind: string) => string | undefined): Record<string, boolean> | null {
  const known = KINDS_OF_MAIL.flatMap((kind) => {
    const value = said(kind);
    return value === undefined || value === '' ? [] : [[kind, value === '1' || value === 'true'] as const];
  });
  return known.length === 0 ? null : Object.fromEntries(known);
}

/** The address of a client or contact. */
export const addressOf = (
  row: TableRow,
): Pick<
  MovedRecord<'client'>,
  | 'address1'
  | 'address2'
  | 'city'
  | 'company'
  | 'country'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'phone'
  | 'postcode'
  | 'state'
> => ({
  ...{ firstName: row.line('firstname'), lastName: row.line('lastname'), company: row.line('companyname') },
  ...{ email: row.line('email'), phone: row.line('phonenumber') },
  ...{ address1: row.line('address1'), address2: row.line('address2'), city: row.line('city') },
  ...{ state: row.line('state'), postcode: row.line('postcode'), country: row.line('country') },
});

export const ADDRESS_COLUMNS = [
  ...['firstname', 'lastname', 'companyname', 'email', 'phonenumber'],
  ...['address1', 'address2', 'city', 'state', 'postcode', 'country'],
];

/** The parts of a list with commas. */
export const commaList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
