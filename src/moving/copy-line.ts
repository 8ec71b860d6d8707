import { fieldOf } from '../store/seed/bulk';
import { type ColumnType, KINDS, type Kind, type MovedRecord } from './records';

/** How a value of each type is written before it is escaped as a field. */
const WRITE: Record<ColumnType, (value: unknown) => unknown> = {
  text: (value) => withoutZeros(String(value)),
  'text[]': (value) => `{${(value as string[]).map(elementOf).join(',')}}`,
  integer: (value) => value,
  numeric: (value) => value,
  boolean: (value) => value,
  timestamptz: (value) => (value as Date).toISOString(),
  date: (value) => value,
  jsonb: (value) => JSON.stringify(value).replaceAll('\\u0000', ''),
};

/** PostgreSQL stores no NUL. */
const withoutZeros = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);

const elementOf = (text: string): string => `"${withoutZeros(text).replace(/[\\"]/g, '\\$&')}"`;

const MEMBERS = Object.fromEntries(
  Object.entries(KINDS).map(([kind, members]) => [kind, Object.entries(members)]),
) as Record<Kind, [string, ColumnType][]>;

/** A record as a line of PostgreSQL's text format for copying, with its place and its id before its members. */
export function copyLine<K extends Kind>(kind: K, seq: number, record: MovedRecord<K>): string {
  const values = record as unknown as Record<string, unknown>;
  let line = `${seq}\t${fieldOf(withoutZeros(record.sourceId))}`;
  for (const [member, type] of MEMBERS[kind]) {
    const value = values[member];
    line += value === null || value === undefined ? '\t\\N' : `\t${fieldOf(WRITE[type](value))}`;
  }
  return line;
}
