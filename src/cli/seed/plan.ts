import { createHash } from 'node:crypto';
import type { RowsByTable } from '../../store/seed/bulk';
import type { LoadDesk } from '../../store/seed/load';

/** The parameters of a generated desk. The same plan always generates the same desk. */
export interface Plan extends LoadDesk {
  tickets: number;
  /** When the desk's three years end. */
  until: string;
}

export const clientsOf = ({ tickets }: Pick<Plan, 'tickets'>): number => Math.max(3, Math.round(tickets / 10));

/** The source of generated tickets, which tells them from others. */
export const SOURCE = 'load';

export const SECOND = 1000;
export const DAY = 86_400 * SECOND;
/** How many days of work a generated desk covers. */
export const DAYS = 1095;

/** Adds a row to a table. */
export type Add = (table: string, row: Record<string, unknown>) => void;

/** Creates empty lists of rows for tables, in this order, and a function to add rows. */
export function collect(...tables: string[]): { rows: RowsByTable; add: Add } {
  const rows: RowsByTable = Object.fromEntries(tables.map((table) => [table, []]));
  return { rows, add: (table, row) => rows[table]?.push(row) };
}

/** Pseudo-random hexadecimal digits, always the same for a text. */
export const hex = (text: string): string => createHash('md5').update(text).digest('hex');
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
export const iso = (time: number): string => new Date(time).toISOString();
