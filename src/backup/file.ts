import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BackupRefused } from './refused';

/** What tells the unfinished files, folders and databases of backups apart, so that those of killed runs can be removed. */
export interface Marks {
  /** Eight hexadecimal digits, the same for every backup of a desk. */
  desk: string;
  /** Takes a mark until this run ends. @returns false if another run has it, which then is not over */
  claim(mark: string): Promise<boolean>;
}

/** Sixteen hexadecimal digits for the name of something that goes when this run ends. */
export async function newMark({ desk, claim }: Marks): Promise<string> {
  const mark = desk + randomBytes(4).toString('hex');
  await claim(mark);
  return mark;
}

/** Whether a mark is of a run on this desk that was killed. This run has it then. */
export const isLeft = async (mark: string, { desk, claim }: Marks): Promise<boolean> =>
  /^[0-9a-f]{16}$/.test(mark) && mark.startsWith(desk) && claim(mark);

/**
 * Makes a file that is whole or not there: `write` fills a file beside it, which is flushed to the disk and only then
 * renamed. That one has a name of its own, because two backups into one file may overlap, and is removed if `write` fails.
 * A run that is killed leaves it, so the next one removes it.
 *
 * @param force whether an existing file may be replaced
 * @throws BackupRefused `<file> exists already: ...`, `<file> is not a file: ...`, or `<file> cannot be written: ...` with
 *   the system's reason
 */
export async function writeWhole(
  file: string,
  force: boolean,
  marks: Marks,
  write: (part: string) => Promise<void>,
): Promise<void> {
  const part = `${file}.${await newMark(marks)}.part`;
  try {
    refuseInTheWay(file, force);
    await removeLeftovers(file, marks);
    // Opened here, so that only the owner may read it: it holds every message and secret.
    const handle = await fs.promises.open(part, 'wx', 0o600);
    try {
      await write(part);
      await handle.sync();
      // A link fails where a file has appeared meanwhile, and a rename would replace it.
      if (!force) fs.linkSync(part, file);
      else fs.renameSync(part, file);
      syncFolder(path.dirname(path.resolve(file)));
    } finally {
      await handle.close();
      fs.rmSync(part, { force: true });
    }
  } catch (error) {
    const { code = '', path: about = part } = error as NodeJS.ErrnoException;
    const isAboutFile = about === part || about === file;
    if (isAboutFile && code === 'EEXIST') throw existsAlready(file);
    const reason = isAboutFile ? NO_WRITING[code] : undefined;
    throw reason === undefined ? error : new BackupRefused(`${file} cannot be written: ${reason}`);
  }
}

/** Removes what killed backups of this desk into this file have left: each may be as large as the desk. */
async function removeLeftovers(file: string, marks: Marks): Promise<void> {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  // What is wrong with the folder shows when the file is opened.
  for (const name of await fs.promises.readdir(folder).catch(() => [])) {
    if (!name.startsWith(start) || !name.endsWith('.part')) continue;
    const mark = name.slice(start.length, -'.part'.length);
    // Older versions did not mark the desk.
    const isOld = /^[0-9a-f]{8}$/.test(mark) && (await marks.claim(mark));
    if (isOld || (await isLeft(mark, marks))) fs.rmSync(path.join(folder, name), { force: true });
  }
}

function refuseInTheWay(file: string, force: boolean): void {
  const present = fs.statSync(file, { throwIfNoEntry: false });
  // To rename over a device would replace it.
  if (file === '' || present?.isFile() === false)
    throw new BackupRefused(`"${file}" is not a file: choose another name`);
  if (!force && present !== undefined) throw existsAlready(file);
}

const existsAlready = (file: string): BackupRefused =>
  new BackupRefused(`${file} exists already: choose another name, or replace it with --force`);

/** Why nothing could be written, by the code of the error: what the operator can do something about. */
export const NO_WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is not a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'no room is left on the disk',
  EDQUOT: 'no room is left for this user on the disk',
  EFBIG: 'it would be too large for the disk',
  ENAMETOOLONG: 'its name is too long',
};

/** Makes renames in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

export type Kind = 'embedded' | 'dump';

/**
 * What a file is: a backup of the embedded database, or one that pg_dump made.
 *
 * @throws BackupRefused when it is neither, or cannot be read
 */
export async function kindOf(file: string): Promise<Kind> {
  let head: Buffer;
  try {
    const handle = await fs.promises.open(file, 'r');
    head = (await handle.read(Buffer.alloc(5), 0, 5, 0)).buffer;
    await handle.close();
  } catch (error) {
    throw new BackupRefused(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (head.toString('latin1') === 'PGDMP') return 'dump';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'embedded';
  throw new BackupRefused(`${file} is not a backup of Hatchdesk`);
}
