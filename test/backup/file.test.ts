import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArchive, writeArchive } from '../../src/backup/archive';
import { type Marks, writeWhole as writeMarked } from '../../src/backup/file';
import { ownAccount } from '../../src/postgres/account';
import { tryLockUntilCommit } from '../../src/store/locks';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

const world = useWorld();
const folder = temporaryFolder();
const DESK = '0123abcd';

/** Writes a file as a backup does, in a transaction that lasts as long. */
const writeWhole = (file: string, force: boolean, write: (part: string) => Promise<void>): Promise<void> =>
  world.desk.database.transaction('read', (db) => {
    const marks: Marks = { desk: DESK, claim: (mark) => tryLockUntilCommit(db, `backup ${mark}`) };
    return writeMarked(file, force, marks, write);
  });
const write = (content: string) => async (part: string) => writeFileSync(part, content);

test('two backups into one file at once are each whole, and leave nothing beside', async () => {
  const file = join(folder, 'nightly');
  let go = () => {};
  const bothBegun = new Promise<void>((resolve) => {
    go = resolve;
  });
  let begun = 0;
  const slowly = (content: string) => async (part: string) => {
    begun += 1;
    if (begun === 2) go();
    await bothBegun;
    writeFileSync(part, content);
  };
  await Promise.all([writeWhole(file, true, slowly('A'.repeat(9))), writeWhole(file, true, slowly('B'.repeat(5)))]);
  expect(['AAAAAAAAA', 'BBBBB']).toContain(readFileSync(file, 'utf8'));
  expect(readdirSync(folder).filter((name) => name.startsWith('nightly'))).toEqual(['nightly']);
});

test('what a killed run has left goes, and what a run still writes or somebody else has stays', async () => {
  const file = join(folder, 'weekly');
  const left = [`weekly.${DESK}00000001.part`, 'weekly.00000002.part'];
  const others = [
    `weekly.ffffffff00000003.part`,
    `weekly.old.${DESK}00000004.part`,
    `weekly.${DESK}00000005`,
    `monthly.${DESK}00000006.part`,
    'weekly.part',
  ];
  for (const name of [...left, ...others]) writeFileSync(join(folder, name), 'x');
  const mine = () => readdirSync(folder).filter((name) => /^(weekly|monthly)/.test(name));
  await writeWhole(file, false, async (part) => {
    expect(mine().sort()).toEqual([...others, part.slice(folder.length + 1)].sort());
    writeFileSync(part, 'first');
    await writeWhole(file, false, async (second) => {
      expect(existsSync(part)).toBe(true);
      writeFileSync(second, 'second');
    });
    rmSync(file);
  });
  expect(readFileSync(file, 'utf8')).toBe('first');
  expect(mine().sort()).toEqual(['weekly', ...others].sort());
});

test('a file that appears meanwhile stays', async () => {
  const file = join(folder, 'meanwhile');
  const late = writeWhole(file, false, async () => writeFileSync(file, 'first'));
  await expect(late).rejects.toThrow(`${file} exists already: choose another name, or replace it with --force`);
  expect(readFileSync(file, 'utf8')).toBe('first');
});

test.each([
  ['', '"" is not a file: choose another name'],
  ['/dev/null', '"/dev/null" is not a file: choose another name'],
  ['FOLDER', '"FOLDER" is not a file: choose another name'],
  ['FOLDER/none/x', 'FOLDER/none/x cannot be written: its folder does not exist'],
  ['FOLDER/file/x', 'FOLDER/file/x cannot be written: its folder is not a folder'],
  [`FOLDER/${'x'.repeat(300)}`, `FOLDER/${'x'.repeat(300)} cannot be written: its name is too long`],
])('where no file can be, the refusal says why: %s', async (name, message) => {
  const place = join(folder, 'place');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'file'), '');
  const named = (text: string) => text.replaceAll('FOLDER', place);
  await expect(writeWhole(named(name), true, write('x'))).rejects.toThrow(named(message));
  expect(existsSync('/dev/null')).toBe(true);
});

test('a backup that cannot be unpacked says where and why', async () => {
  const file = join(folder, 'whole');
  const manifest = {
    ...{ format: 1 as const, version: '1', postgres: 18, takenAt: '', migrations: [] },
    contents: { tickets: 0, messages: 0, newest: null, newestAt: null },
  };
  writeFileSync(file, '');
  const { signal } = new AbortController();
  await writeArchive(
    file,
    manifest,
    signal,
    () => {},
    (archive) => archive.text('hatchdesk', 'text'),
  );
  // Nobody may add files there, not even root.
  const unpacking = readArchive(file, '/sys', ownAccount(), false, signal, async () => {});
  const reason = /cannot be unpacked into \/sys: (this user may not write there|the disk can only be read)$/;
  await expect(unpacking).rejects.toThrow(reason);
});

test('a full disk is named, not what follows from it', async () => {
  const file = join(folder, 'full');
  const manifest = {
    ...{ format: 1 as const, version: '1', postgres: 18, takenAt: '', migrations: [] },
    contents: { tickets: 0, messages: 0, newest: null, newestAt: null },
  };
  const source = join(folder, 'source');
  writeFileSync(source, Buffer.alloc(4 << 20, 'x'));
  const filling = writeWhole(file, false, () =>
    // The device that is always full.
    writeArchive(
      '/dev/full',
      manifest,
      new AbortController().signal,
      () => {},
      async (archive) => {
        for (let count = 0; count < 50; count++) await archive.file(`${count}`, source);
      },
    ),
  );
  await expect(filling).rejects.toThrow(`${file} cannot be written: no room is left on the disk`);
  expect(existsSync(file)).toBe(false);
});
