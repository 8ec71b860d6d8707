import fs from 'node:fs';
import path from 'node:path';
import { BackupRefused } from './refused';

/**
 * Makes a file that is whole or not there: `write` fills FILE.part, which is flushed to the disk and only then renamed.
 * It is removed if `write` fails.
 *
 * @param force whether an existing file may be replaced
 * @throws BackupRefused `<file> exists already: ...`
 */
export async function writeWhole(file: string, force: boolean, write: (part: string) => Promise<void>): Promise<void> {
  if (!force && fs.existsSync(file)) {
    throw new BackupRefused(`${file} exists already: choose another name, or replace it with --force`);
  }
  const part = `${file}.part`;
  // Opened here, so that only the owner may read it: it holds every message and secret.
  const handle = await fs.promises.open(part, 'w', 0o600);
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
}

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
