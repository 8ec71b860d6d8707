import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How a table stores text: `latin1-utf8` is declared as latin1 and holds the bytes of UTF-8, as on desks whose old versions
 * never named a character set to MySQL.
 */
export type Storage = 'utf8mb4' | 'utf8mb3' | 'latin1' | 'latin1-utf8';

export interface Column {
  name: string;
  /** All behind the name, as in CREATE TABLE. */
  definition: string;
  type: 'number' | 'text' | 'binary' | 'datetime' | 'timestamp' | 'date';
  /** What a row has where it says nothing. */
  initial: string | number | null;
}

export interface Table {
  name: string;
  storage: Storage;
  columns: readonly Column[];
  /** Keys, as in CREATE TABLE. */
  keys: readonly string[];
}

/** How some tables store text, so that all ways are among them. The others say it in their CREATE TABLE. */
const STORAGES: Record<string, Storage> = { tblticketreplies: 'latin1-utf8', tblannouncements: 'latin1-utf8' };

function typeOf(definition: string): Column['type'] {
  const word = /^\w+/.exec(definition)?.[0] ?? '';
  if (/int$|^decimal$/.test(word)) return 'number';
  if (word === 'blob') return 'binary';
  return word === 'datetime' || word === 'timestamp' || word === 'date' ? word : 'text';
}

function initialOf(definition: string, type: Column['type']): Column['initial'] {
  const said = /DEFAULT (NULL|'[^']*'|[-\d.]+)/.exec(definition)?.[1];
  if (said === 'NULL') return null;
  if (said !== undefined) return said.startsWith("'") ? said.slice(1, -1) : Number(said);
  if (!definition.includes('NOT NULL')) return null;
  if (type === 'number') return 0;
  if (type === 'date') return '0000-00-00';
  if (type === 'datetime' || type === 'timestamp') return '0000-00-00 00:00:00';
  return /^enum\('([^']*)'/.exec(definition)?.[1] ?? '';
}

function readTable(statement: string): Table {
  const lines = statement.split('\n').map((line) => line.trim().replace(/,$/, ''));
  const name = /^CREATE TABLE `(\w+)`/.exec(lines[0] ?? '')?.[1];
  const storage = /CHARSET=(utf8mb4|utf8mb3|latin1)/.exec(statement)?.[1] as Storage | undefined;
  if (name === undefined || storage === undefined) throw new Error(`No table: ${statement.slice(0, 80)}`);
  const columns = lines.flatMap((line): Column[] => {
    const [, column, definition] = /^`(\w+)` (.+)$/.exec(line) ?? [];
    if (column === undefined || definition === undefined) return [];
    const type = typeOf(definition);
    return [{ name: column, definition, type, initial: initialOf(definition, type) }];
  });
  const keys = lines.filter((line) => /^(PRIMARY |UNIQUE )?KEY /.test(line));
  return { name, storage: STORAGES[name] ?? storage, columns, keys };
}

/**
 * The tables of a WHMCS 8.13, in the order of mysqldump. `tables.sql` has them as in dumps that owners of installations have
 * published. Tables that stay behind have only some of their columns.
 */
export const TABLES: readonly Table[] = readFileSync(join(__dirname, 'tables.sql'), 'utf8')
  .split(';\n')
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '')
  .map(readTable);
