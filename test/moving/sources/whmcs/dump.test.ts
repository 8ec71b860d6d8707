import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDump } from '../../../../src/moving/sources/whmcs/program';
import { temporaryFolder } from '../../../support/temporary-folder';
import { DESK, fileOf, NO_TICKETS, read } from './dump-text';
import { readAll } from './recording';

test('reads a dump that is packed with gzip, and says how far it is', async () => {
  const source = await openDump({ file: fileOf(gzipSync(DESK), 'whmcs.sql.gz'), timeZone: 'UTC' });
  expect(source).toMatchObject({ name: 'whmcs', label: 'WHMCS in whmcs.sql.gz' });
  const { records, progress } = await readAll(source);
  expect(records.ticket).toHaveLength(3);
  const [, done, total] = progress.at(-1) ?? [];
  expect(done).toBe(total);
  expect(total).toBe(gzipSync(DESK).length);
});

test.each([
  ['latin1', 'utf8mb3', true],
  ['latin1', 'latin1', false],
  ['utf8', 'utf8mb4', true],
  ['utf8', 'utf8', false],
  ['utf8mb4', 'utf8mb4', false],
])('says whether a dump in %s of a table in %s may have lost letters', async (names, charset, isSaid) => {
  const { lines } = await read(
    `SET NAMES ${names}; CREATE TABLE tbltickets (id int) DEFAULT CHARSET=${charset}; INSERT INTO tbltickets VALUES (1);`,
  );
  const said = expect.objectContaining({ line: 'note', reason: 'character set of the dump' });
  expect(lines).toEqual(isSaid ? expect.arrayContaining([said]) : expect.not.arrayContaining([said]));
});

test.each([
  ["SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ANSI'", true],
  ["SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO'", false],
  ["SET NAMES utf8mb4; SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ANSI'", false],
])('says whether a dump may have lost letters to --compatible: %s', async (settings, isSaid) => {
  const { lines } = await read(
    `${settings}; CREATE TABLE "tbltickets" ("id" int); INSERT INTO "tbltickets" VALUES (1); SET SQL_MODE=@OLD_SQL_MODE;`,
  );
  const said = expect.objectContaining({ text: expect.stringContaining('made with --compatible') });
  expect(lines).toEqual(isSaid ? expect.arrayContaining([said]) : expect.not.arrayContaining([said]));
});

test('says the same when it is read again', async () => {
  const source = await openDump({ file: fileOf(DESK), timeZone: 'UTC' });
  const [one, other] = [await readAll(source), await readAll(source)];
  expect(other.records).toEqual(one.records);
  expect(other.lines).toEqual(one.lines);
});

function tarOf(dump: string): Buffer {
  const file = fileOf(dump);
  return execFileSync('tar', ['-C', dirname(file), '-cf', '-', basename(file)]);
}

test.each<[string, string | Buffer, RegExp]>([
  ['no WHMCS', 'CREATE TABLE `posts` (`id` int);', /whmcs\.sql holds no WHMCS: it has no table tbltickets/],
  ['two of them', `USE a; ${NO_TICKETS} USE b; ${NO_TICKETS}`, /holds several WHMCS databases \(a, b\)/],
  ['a dump that was cut off', DESK.slice(0, -40), /The dump was cut off: its end is missing/],
  [
    'packed bytes that were cut off',
    gzipSync(DESK).subarray(0, 300),
    /was cut off: its compressed data end in the middle/,
  ],
  [
    'damaged bytes',
    Buffer.concat([gzipSync(DESK).subarray(0, 60), Buffer.alloc(200)]),
    /is damaged: it cannot be unpacked/,
  ],
  ['bzip2', Buffer.from('BZh91AY&SY'), /is compressed with bzip2: unpack it first, with "bunzip2"/],
  ['Zstandard', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), /is compressed with Zstandard/],
  ['an empty file', '', /whmcs\.sql is empty$/],
  ['XML', '<?xml version="1.0"?><mysqldump>', /is XML: make the dump without the option --xml$/],
  ['a page', '<!doctype html><p>Sign in</p>', /^The file is no dump of MySQL or MariaDB: no table begins in it/],
  ['what was packed twice', gzipSync(gzipSync(DESK)), /is compressed twice: unpack it once, with "gunzip"$/],
  ['UTF-16', Buffer.from(`\ufeff${DESK}`, 'utf16le'), /is UTF-16, as PowerShell writes it/],
  ['packed UTF-16', gzipSync(Buffer.from(`\ufeff${DESK}`, 'utf16le')), /is UTF-16, as PowerShell writes it/],
  ['UTF-16, the other way round', Buffer.from(`\ufeff${DESK}`, 'utf16le').swap16(), /is UTF-16/],
  ['an archive', tarOf(DESK), /is a tar archive: unpack it first, with "tar -xf", and name the dump that lies in it$/],
  ['a packed archive, as cPanel makes it', gzipSync(tarOf(DESK)), /is a tar archive/],
])('refuses %s', async (_name, dump, message) => {
  await expect(openDump({ file: fileOf(dump), timeZone: 'UTC' })).rejects.toThrow(message);
});

test('refuses files and folders that are not there', async () => {
  const folder = temporaryFolder();
  await expect(openDump({ file: join(folder, 'no.sql'), timeZone: 'UTC' })).rejects.toThrow(/^There is no file /);
  await expect(openDump({ file: folder, timeZone: 'UTC' })).rejects.toThrow(/is not a file$/);
  const file = fileOf(DESK);
  await expect(openDump({ file, attachments: join(folder, 'no'), timeZone: 'UTC' })).rejects.toThrow(
    /^There is no folder /,
  );
  await expect(openDump({ file, attachments: file, timeZone: 'UTC' })).rejects.toThrow(/is not a folder$/);
});

test('reads files in the folder of attachments, and nothing outside of it', async () => {
  const folder = temporaryFolder();
  const attachments = join(folder, 'attachments');
  mkdirSync(join(attachments, '2019', 'old'), { recursive: true });
  writeFileSync(join(folder, '1_secret.txt'), 'secret');
  writeFileSync(join(attachments, '1_a b.txt'), 'a');
  writeFileSync(join(attachments, '2_&.txt'), 'b');
  writeFileSync(join(attachments, '2019', 'old', '3_c.txt'), 'c');
  writeFileSync(join(attachments, '2019', '4_d.txt'), '');
  symlinkSync(join(folder, '1_secret.txt'), join(attachments, '5_link.txt'));
  symlinkSync(join(attachments, '1_a b.txt'), join(attachments, '6_inside.txt'));
  symlinkSync(folder, join(attachments, 'out'));
  const source = await openDump({ file: fileOf(DESK), attachments, timeZone: 'UTC' });
  const read = async (place: string) =>
    (await source.file({ sourceId: 'message:1:0', filename: 'x', place }, new AbortController().signal))?.toString();
  expect(await read('1_a b.txt')).toBe('a');
  expect(await read('2_&amp;.txt')).toBe('b');
  expect(await read('3_c.txt')).toBe('c');
  expect(await read('2019/4_d.txt')).toBe('');
  expect(await read('6_inside.txt')).toBe('a');
  for (const place of [
    '7_gone.txt',
    '../1_secret.txt',
    join(folder, '1_secret.txt'),
    '5_link.txt',
    'out/1_secret.txt',
    '.',
    '',
    '2019',
    'a\0b',
    'x'.repeat(5000),
  ]) {
    expect(await read(place)).toBeUndefined();
  }
  const { lines } = await readAll(source);
  expect(lines.map(({ reason }) => reason)).not.toContain('no folder of attachments');
});
