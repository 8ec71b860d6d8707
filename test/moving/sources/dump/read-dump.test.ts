import type { DumpTable } from '../../../../src/moving/sources/dump/dump-state';
import { readDump } from '../../../../src/moving/sources/dump/read-dump';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Read {
  rows: Record<string, (string | null)[][]>;
  tables: DumpTable[];
}

const text = (value: Buffer | null) => (value === null ? null : value.toString('latin1'));

/** Reads a dump in pieces of so many bytes, and keeps the rows of tables whose names don't begin with `skip`. */
async function read(dump: string | Buffer, size = 1 << 20): Promise<Read> {
  const rows: Read['rows'] = {};
  const tables = await readDump(inPieces(Buffer.from(dump as string, 'latin1'), size), (table, columns) =>
    table.name.startsWith('skip')
      ? undefined
      : {
          indexes: columns.map((_, index) => index),
          take(values) {
            rows[table.name] ??= [];
            rows[table.name]?.push(values.map(text));
            // Every other row makes the reader wait.
            return rows[table.name]?.length === 2 ? Promise.resolve() : undefined;
          },
        },
  );
  return { rows, tables };
}

const CREATE = 'CREATE TABLE `t` (`a` int, `b` text);\n';

const values = async (list: string, before = CREATE): Promise<unknown> =>
  (await read(`${before}INSERT INTO \`t\` VALUES ${list};\n`)).rows.t;

const MYSQLDUMP = `/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.14-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: whmcs
-- ------------------------------------------------------
-- Server version\t10.11.14-MariaDB-0+deb12u2

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table \`t\`
--

DROP TABLE IF EXISTS \`t\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE \`t\` (
  \`a\` int(10) unsigned NOT NULL AUTO_INCREMENT,
  \`b\` enum('it''s, (one)','two') NOT NULL DEFAULT 'two' COMMENT 'a \\' comment, with ) and (',
  \`made \`\`at\` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
  PRIMARY KEY (\`a\`),
  KEY \`b\` (\`b\`(64)),
  CONSTRAINT \`c\` FOREIGN KEY (\`a\`) REFERENCES \`u\` (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES \`t\` WRITE;
/*!40000 ALTER TABLE \`t\` DISABLE KEYS */;
INSERT INTO \`t\` VALUES
(1,'it\\'s, (one)','2026-01-01 00:00:00'),
(2,'two; -- /* \\\\','0000-00-00 00:00:00');
INSERT INTO \`t\` VALUES (3,'"\`''',NULL);
/*!40000 ALTER TABLE \`t\` ENABLE KEYS */;
UNLOCK TABLES;

DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER \`x\` BEFORE INSERT ON \`t\` FOR EACH ROW
BEGIN INSERT INTO \`skipped\` VALUES (1); SET @x = 'it'; END */;;
DELIMITER ;
/*!50001 CREATE VIEW \`v\` AS SELECT 1 AS \`a;\`*/;
CREATE TABLE \`skip\` (\`a\` int, \`b\` text);
INSERT INTO \`skip\` VALUES (1,'a;)'),(2,'(\\''),(3,''),(4,'\\\\') ON DUPLICATE KEY UPDATE a = VALUES(a), b = (1);
REPLACE INTO \`skip\` (\`a\`) VALUES (5); # a comment; with a ' quote
-- another; with a ( and a '
INSERT  IGNORE INTO \`skip\` VALUES (6,_binary '(;'),(7,0x28);

/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
-- Dump completed on 2026-11-29  7:30:00
`;

const PHPMYADMIN = `-- phpMyAdmin SQL Dump
-- version 5.2.1

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+02:00";

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;

CREATE TABLE \`t\` (
  \`a\` int(11) NOT NULL,
  \`b\` text
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

INSERT INTO \`t\` (\`b\`, \`a\`) VALUES
('x', 1),
('y', 2);

ALTER TABLE \`t\`
  ADD PRIMARY KEY (\`a\`);
COMMIT;

/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
`;

test('reads what mysqldump and mariadb-dump write', async () => {
  const { rows, tables } = await read(MYSQLDUMP);
  expect(rows).toEqual({
    t: [
      ['1', "it's, (one)", '2026-01-01 00:00:00'],
      ['2', 'two; -- /* \\', '0000-00-00 00:00:00'],
      ['3', `"\`'`, null],
    ],
  });
  expect(tables).toEqual([
    {
      ...{
        database: '',
        name: 't',
        rows: 3,
        charsets: ['utf8mb3'],
        names: 'utf8mb4',
        timeZone: '+00:00',
        isCompatible: false,
      },
      columns: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'enum' },
        { name: 'made `at', type: 'timestamp' },
      ],
    },
    {
      ...{
        database: '',
        name: 'skip',
        rows: 7,
        charsets: [],
        names: 'utf8mb4',
        timeZone: '+00:00',
        isCompatible: false,
      },
      columns: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'text' },
      ],
    },
  ]);
});

test('reads what phpMyAdmin writes', async () => {
  const { rows, tables } = await read(PHPMYADMIN);
  expect(rows.t).toEqual([
    ['x', '1'],
    ['y', '2'],
  ]);
  expect(tables[0]?.timeZone).toBe('+02:00');
});

test('reads the same wherever the bytes are cut', async () => {
  const windows = MYSQLDUMP.replaceAll('\n', '\r\n');
  for (const dump of [MYSQLDUMP, PHPMYADMIN, windows]) {
    const whole = await read(dump);
    for (let size = 1; size < 64; size += 3) expect(await read(dump, size)).toEqual(whole);
  }
});

/** With mysqldump's message for whoever ran it, which `2>&1` puts there. */
const WITH_MESSAGE = `mysqldump: [Warning] Using a password on the command line interface can be insecure.\n${MYSQLDUMP}`;

test.each([
  ['a warning', WITH_MESSAGE],
  ['a question', `Enter password: \r\n${MYSQLDUMP}`],
  ['an error with an apostrophe', `mysqldump: Couldn't execute 'SELECT 1': Unknown table (1109)\n${MYSQLDUMP}`],
  ['a path', `/usr/local/mysql/bin/mysqldump: Deprecated program name; don't use it\n${MYSQLDUMP}`],
  ['lines of a shell', `stdin: is not a tty\nroot@db's password: \n${MYSQLDUMP}`],
  ['a message between statements', MYSQLDUMP.replace('LOCK TABLES', "mysqldump: Couldn't lock\nLOCK TABLES")],
])('passes over %s of the program that made the dump', async (_name, dump) => {
  expect(await read(dump)).toEqual(await read(MYSQLDUMP));
  expect(await read(dump, 7)).toEqual(await read(MYSQLDUMP));
});

test('sees that a dump was cut off between tables, also below a warning and without a comment of its end', async () => {
  const adminer = `-- Adminer 4.8.1 MySQL 8.0.36 dump\n\nSET NAMES utf8;\n${CREATE}INSERT INTO \`t\` (\`a\`, \`b\`) VALUES\n(1,\t'x');\n`;
  for (const cut of [WITH_MESSAGE.slice(0, WITH_MESSAGE.indexOf('LOCK TABLES')), adminer]) {
    await expect(read(cut)).rejects.toThrow(/^The dump was cut off: its end is missing/);
  }
  expect((await read(`${adminer}\n-- 2026-11-29 07:30:00`)).rows.t).toEqual([['1', 'x']]);
});

test('sees that one of several dumps in a file was cut off between statements', async () => {
  const other = MYSQLDUMP.replaceAll('`t`', '`u`').replaceAll('`skip`', '`skip2`');
  expect(Object.keys((await read(MYSQLDUMP + other)).rows)).toEqual(expect.arrayContaining(['t', 'u']));
  const cut = MYSQLDUMP.slice(0, MYSQLDUMP.indexOf('LOCK TABLES'));
  await expect(read(cut + other)).rejects.toThrow(/^The dump was cut off: its end is missing/);
});

test('says what the program that made the dump said of its end', async () => {
  const begin = MYSQLDUMP.slice(0, MYSQLDUMP.indexOf('LOCK TABLES'));
  const gaveUp = 'mysqldump: Error 2013: Lost connection to server during query when dumping table `t` at row: 3';
  await expect(read(`${begin}${gaveUp}\n`)).rejects.toThrow(
    `Make it again, and copy all of it. It has this message: "${gaveUp}"`,
  );
  const refused = "mysqldump: Got error: 1045: Access denied for user 'desk'@'localhost' when trying to connect";
  await expect(read(refused)).rejects.toThrow(
    `no table begins in it. Make one with mysqldump or mariadb-dump. It has this message: "${refused}"`,
  );
});

test('passes over a trigger that has no delimiter of its own', async () => {
  const trigger = `CREATE TRIGGER \`x\` BEFORE UPDATE ON \`t\` FOR EACH ROW BEGIN\nIF NEW.a > 1 THEN SET NEW.a = 1; END IF;\nEND;\n`;
  expect((await read(`${CREATE}${trigger}INSERT INTO \`t\` VALUES (1, 'x');\n`)).rows.t).toEqual([['1', 'x']]);
});

test('refuses lines between statements that are none, instead of what they hide', async () => {
  const broken = MYSQLDUMP.replace('UNLOCK TABLES', "mysqldump: Couldn't execute 'x\n': y (1)\nUNLOCK TABLES");
  await expect(read(broken)).rejects.toThrow(
    /^The dump cannot be read at byte \d+: there is no statement\. Make it with/,
  );
});

test('refuses a dump that goes on behind a table which could not be read whole', async () => {
  const crashed = "mysqldump: Error 1194: Table 't' is marked as crashed when dumping table `t` at row: 2";
  await expect(read(MYSQLDUMP.replace('UNLOCK TABLES', `${crashed}\nUNLOCK TABLES`))).rejects.toThrow(
    `The dump lacks rows of a table: it has the message "${crashed}". Repair that table, or leave it out`,
  );
});

test('reads on behind a trigger whose delimiter Navicat writes in small letters', async () => {
  const dump = `${CREATE}delimiter ;;\nCREATE TRIGGER \`x\` BEFORE INSERT ON \`t\` FOR EACH ROW BEGIN SET @a = 'it'; END\n;;\ndelimiter ;\nINSERT INTO \`t\` VALUES (1, 'x');\n`;
  expect((await read(dump)).rows.t).toEqual([['1', 'x']]);
  expect((await read(dump, 5)).rows.t).toEqual([['1', 'x']]);
});

test('refuses a dump that was cut off anywhere', async () => {
  for (
    let length = MYSQLDUMP.indexOf('-- MariaDB dump ') + 40;
    length < MYSQLDUMP.indexOf('OLD_CHARACTER_SET_CLIENT */;\n-- Dump');
    length += 7
  ) {
    await expect(read(MYSQLDUMP.slice(0, length))).rejects.toThrow(/^The dump was cut off: its end is missing/);
  }
});

test('says where a dump was cut off', async () => {
  await expect(read(`${CREATE}INSERT INTO t VALUES (1,'a'),(2,'b`)).rejects.toThrow(
    'The dump was cut off: its end is missing, after 1 rows of t. Make it again, and copy all of it',
  );
});

test.each([
  ['mysqldump', MYSQLDUMP],
  ['phpMyAdmin', PHPMYADMIN],
])('refuses two dumps of %s in one file, whose later one counts', async (_name, dump) => {
  await expect(read(`${dump}${dump}`)).rejects.toThrow(
    /^The dump cannot be read at byte \d+: the table t\w* begins again, as where a second dump was appended\. Make a dump into a new file, with ">" instead of ">>"$/,
  );
});

test('reads a table whose columns and rows come in two dumps', async () => {
  expect(await read(`${CREATE}${CREATE}INSERT INTO t VALUES (1,'a');INSERT INTO t VALUES (2,'b');`)).toEqual(
    await read(`${CREATE}INSERT INTO t VALUES (1,'a'),(2,'b');`),
  );
});

test.each<[string, string, unknown]>([
  ['escapes', String.raw`(1,'\0\'\"\b\n\r\t\Z\\\%\_\a')`, [['1', '\0\'"\b\n\r\t\x1a\\\\%\\_a']]],
  [
    'doubled quotes',
    `(1,'it''s'''),(2,'''''')`,
    [
      ['1', "it's'"],
      ['2', "''"],
    ],
  ],
  ['both', String.raw`(1,'''\'\\''')`, [['1', `''\\'`]]],
  ['double quotes', `(1,"it's ""so"" \\"so\\"")`, [['1', `it's "so" "so"`]]],
  ['empty text', `(1,'')`, [['1', '']]],
  ['NULL', '(NULL,null)', [[null, null]]],
  ['numbers', '(-1.50,1e-7)', [['-1.50', '1e-7']]],
  ['truth', '(TRUE,false)', [['1', '0']]],
  ['bits', `(b'1',1)`, [['1', '1']]],
  [
    'hexadecimal',
    `(0x4869,X'4869'),(x'',0x0A)`,
    [
      ['Hi', 'Hi'],
      ['', '\n'],
    ],
  ],
  [
    'character sets',
    `(_binary 'a''b',_utf8mb4'c'),(_binary 0x4869,N'd')`,
    [
      ["a'b", 'c'],
      ['Hi', 'd'],
    ],
  ],
  ['bytes', `(1,'\xc3\xa4\xff')`, [['1', '\xc3\xa4\xff']]],
  [
    'white space and comments',
    `( 1 , 'a' )\n,\t/* x, (' */(2,'b') -- c (\n# d '\n`,
    [
      ['1', 'a'],
      ['2', 'b'],
    ],
  ],
  ['text that looks like SQL', `(1,');DROP TABLE t;-- /*!40101 ')`, [['1', ');DROP TABLE t;-- /*!40101 ']]],
])('reads %s', async (_name, list, rows) => {
  expect(await values(list)).toEqual(rows);
});

test('reads backslashes as themselves in the mode without escapes, until that ends', async () => {
  const dump = `/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='ANSI,NO_BACKSLASH_ESCAPES' */;${CREATE}
    INSERT INTO t VALUES (1,'C:\\'),(2,'it''s \\n');
    CREATE TABLE skip (a int); INSERT INTO skip VALUES ('\\'),('(');
    SET SQL_MODE=@OLD_SQL_MODE;
    INSERT INTO t VALUES (3,'\\\\');`;
  const { rows, tables } = await read(dump);
  expect(rows.t).toEqual([
    ['1', 'C:\\'],
    ['2', "it's \\n"],
    ['3', '\\'],
  ]);
  expect(tables[1]?.rows).toBe(2);
});

test('tells several databases apart', async () => {
  const { tables } = await read(`USE \`one\`; ${CREATE} INSERT INTO t VALUES (1,2);
    /*!40000 DROP DATABASE IF EXISTS \`two\`*/; CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`two\`; USE \`two\`;
    ${CREATE} INSERT INTO t VALUES (1,2),(3,4); INSERT INTO \`one\`.\`t\` VALUES (5,6);`);
  expect(tables.map(({ database, rows }) => [database, rows])).toEqual([
    ['one', 2],
    ['two', 2],
  ]);
});

test.each<[string, string, string]>([
  ['a value', 'INSERT INTO t VALUES (NOW(),1);', 'at byte 60, in row 1 of t: there is no value as mysqldump writes it'],
  ['too few values', 'INSERT INTO t VALUES (1,2),(3);', 'at byte 65, in row 2 of t: it has 1 values for 2 columns'],
  ['no rows', 'INSERT INTO t SELECT * FROM u;', 'at byte 38: this INSERT has no rows behind VALUES'],
  ['another character set', 'SET NAMES gbk;', 'at byte 38: it is in the character set gbk'],
  ['no columns', 'INSERT INTO u VALUES (1);', 'at byte 38: the columns of u are nowhere said'],
  ['no SQL', 'INSERT INTO t VALUES (1,2) oops;', 'at byte 65, in row 2 of t: there is no row'],
])('refuses %s', async (_name, statement, message) => {
  await expect(read(CREATE + statement)).rejects.toThrow(message);
});

test('passes quickly over values of any length, and reads them whole', async () => {
  const long = 'x\\n'.repeat(1 << 20);
  const dump = `${CREATE}INSERT INTO skip VALUES ('${long}'); INSERT INTO t VALUES (1,'${long}'),(2,'b');`;
  const { rows, tables } = await read(dump, 1 << 16);
  expect(tables[1]?.rows).toBe(1);
  expect(rows.t?.[0]?.[1] === 'x\n'.repeat(1 << 20)).toBe(true);
  expect(rows.t?.[1]).toEqual(['2', 'b']);
});
