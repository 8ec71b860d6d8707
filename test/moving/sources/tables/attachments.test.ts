import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AttachmentFolder } from '../../../../src/moving/sources/tables/attachments';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A folder with files, each of which says its own path. */
function folderWith(...paths: string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

const read = async (folder: string, place: string) =>
  (await (await AttachmentFolder.open(folder)).read(place))?.toString();

test.each([
  ['as the table has it', 'a/aKey', 'a/aKey'],
  ['in a folder of its own', '123456_a.pdf', 'old/2019/123456_a.pdf'],
  ['in the folder above', 'a/aKey', 'aKey'],
  ['in a folder with a capital letter', 'a/aKey', 'A/aKey'],
  ['with letters of another case', '123456_Report.PDF', '123456_report.pdf'],
  ['with accents as a Mac writes them', '123456_M\u00e4rz.pdf', 'old/123456_Ma\u0308rz.pdf'],
  ['with an entity in the table', '123456_a &amp; b.pdf', 'old/123456_a & b.pdf'],
])('finds a file: %s', async (_where, place, path) => {
  expect(await read(folderWith(path, 'other.txt'), place)).toBe(path);
});

test('guesses between no two files, and prefers the name that is the same', async () => {
  expect(await read(folderWith('x/1_a.txt', 'y/1_A.txt'), '1_a.TXT')).toBeUndefined();
  expect(await read(folderWith('x/1_a.txt', 'y/1_A.txt'), '1_A.txt')).toBe('y/1_A.txt');
});

test('finds nothing outside of the folder', async () => {
  const folder = folderWith('other.txt');
  symlinkSync(join(folderWith('secret.txt'), 'secret.txt'), join(folder, 'secret.txt'));
  expect(await read(folder, 'secret.txt')).toBeUndefined();
  expect(await read(folder, '../../etc/passwd')).toBeUndefined();
});
