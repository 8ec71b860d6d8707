import type { Column, Table } from './columns';
import type { OldDesk } from './old-desk';
import { RealLatin1, type Row, type Value } from './rows';
import { misread } from './texts';

/** Whose file it is: mysqldump and phpMyAdmin write the same things in different ways. */
export type Style = 'mysqldump' | 'phpmyadmin';

/** A clock on the old server's wall: `2026-01-31 10:00:00`. */
export function localTime(date: Date, zone: string): string {
  if (zone === 'UTC') return date.toISOString().slice(0, 19).replace('T', ' ');
  // Sweden's way to write dates is that of MySQL.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(date);
}

function time(date: Date, column: Column, zone: string): string {
  // Dumps set the time zone of the session to UTC, which changes timestamps and no other dates.
  const local = localTime(date, column.type === 'timestamp' ? 'UTC' : zone);
  return column.type === 'date' ? local.slice(0, 10) : local;
}

/** What a column has as MySQL sees it: a date is text, and UTF-8 in a table of latin1 is misread. */
export function seen(value: Value, column: Column, table: Table, zone: string): string | number | Buffer | null {
  if (value === undefined) return column.initial;
  if (value instanceof Date) return time(value, column, zone);
  if (value instanceof RealLatin1) return value.text;
  if (typeof value === 'string' && column.type === 'text' && table.storage === 'latin1-utf8') return misread(value);
  return value;
}

/** How text is escaped. The backslash comes first, because the others are escaped with it. */
const ESCAPES: Record<Style, readonly (readonly [string, string])[]> = {
  mysqldump: [
    ['\\', '\\\\'],
    ['\0', '\\0'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ["'", "\\'"],
    ['"', '\\"'],
    ['\x1a', '\\Z'],
  ],
  phpmyadmin: [
    ['\\', '\\\\'],
    ['\0', '\\0'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ["'", "''"],
    ['\x1a', '\\Z'],
  ],
};

function quoted(text: string, style: Style): string {
  let escaped = text;
  for (const [letter, by] of ESCAPES[style]) escaped = escaped.replaceAll(letter, by);
  return `'${escaped}'`;
}

/** A value as it stands in an INSERT. */
export function literal(value: ReturnType<typeof seen>, column: Column, style: Style): string {
  if (value === null) return 'NULL';
  if (Buffer.isBuffer(value)) return value.length === 0 ? "''" : `0x${value.toString('hex')}`;
  if (column.type === 'number') {
    const number = String(value);
    return style === 'phpmyadmin' && column.definition.startsWith('decimal') ? `'${number}'` : number;
  }
  return quoted(String(value), style);
}

function createTable({ name, columns, keys, storage }: Table, style: Style): string {
  const lines = columns.map((column) => {
    const definition = style === 'phpmyadmin' ? column.definition.replace(' AUTO_INCREMENT', '') : column.definition;
    return `  \`${column.name}\` ${definition}`;
  });
  const charset = storage === 'latin1-utf8' ? 'latin1' : storage;
  const end = `ENGINE=InnoDB DEFAULT CHARSET=${charset}${charset === 'latin1' ? '' : ` COLLATE=${charset}_unicode_ci`};\n`;
  const inside = style === 'mysqldump' ? [...lines, ...keys.map((key) => `  ${key}`)] : lines;
  return `CREATE TABLE \`${name}\` (\n${inside.join(',\n')}\n) ${end}`;
}

const HEADS: Record<Style, string> = {
  mysqldump: `-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: whmcs
-- ------------------------------------------------------
-- Server version\t10.11.6-MariaDB

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
`,
  phpmyadmin: `-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";


/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;

--
-- Database: \`whmcs\`
--
`,
};

const TAILS: Record<Style, string> = {
  mysqldump: `/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-11-29  3:00:00
`,
  phpmyadmin: 'COMMIT;\n\n/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n',
};

/** The INSERT statements of a table; none if it is empty. A statement has about as much text as the tools put into one. */
function* inserts(table: Table, rows: Iterable<Row>, style: Style, zone: string): Generator<string> {
  const names = style === 'mysqldump' ? '' : ` (${table.columns.map(({ name }) => `\`${name}\``).join(', ')})`;
  const start = `INSERT INTO \`${table.name}\`${names} VALUES${style === 'mysqldump' ? ' ' : '\n'}`;
  const [comma, between, most] = style === 'mysqldump' ? [',', ',', 1_000_000] : [', ', ',\n', 50_000];
  let statement = '';
  for (const row of rows) {
    const values = table.columns.map((column) => literal(seen(row[column.name], column, table, zone), column, style));
    statement += `${statement === '' ? start : between}(${values.join(comma)})`;
    if (statement.length < most) continue;
    yield `${statement};\n`;
    statement = '';
  }
  if (statement !== '') yield `${statement};\n`;
}

function* ofTable(table: Table, desk: OldDesk, style: Style, zone: string): Generator<string> {
  const { name, keys } = table;
  yield `\n--\n-- Table structure for table \`${name}\`\n--\n\n`;
  if (style === 'phpmyadmin') {
    yield `${createTable(table, style)}\n--\n-- Dumping data for table \`${name}\`\n--\n\n`;
    yield* inserts(table, desk.rows(table), style, zone);
    yield `\nALTER TABLE \`${name}\`\n${keys.map((key) => `  ADD ${key}`).join(',\n')};\n`;
    yield `ALTER TABLE \`${name}\`\n  MODIFY \`id\` ${table.columns[0]?.definition ?? ''};\n`;
    return;
  }
  yield `DROP TABLE IF EXISTS \`${name}\`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\n`;
  yield `/*!40101 SET character_set_client = utf8mb4 */;\n${createTable(table, style)}`;
  yield `/*!40101 SET character_set_client = @saved_cs_client */;\n\n--\n-- Dumping data for table \`${name}\`\n--\n\n`;
  yield `LOCK TABLES \`${name}\` WRITE;\n/*!40000 ALTER TABLE \`${name}\` DISABLE KEYS */;\n`;
  yield* inserts(table, desk.rows(table), style, zone);
  yield `/*!40000 ALTER TABLE \`${name}\` ENABLE KEYS */;\nUNLOCK TABLES;\n`;
}

/**
 * A dump of the old desk, piece by piece.
 *
 * @param zone the time zone of the old server
 */
export function* dump(desk: OldDesk, style: Style = 'mysqldump', zone = 'UTC'): Generator<string> {
  yield HEADS[style];
  for (const table of desk.tables) yield* ofTable(table, desk, style, zone);
  yield TAILS[style];
}
