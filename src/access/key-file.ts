import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readKey } from '../config/readers';

/** The key of the desk in the data folder, where no variable names one. */
export const keyFileIn = (dataDirectory: string): string => path.join(path.resolve(dataDirectory), 'key');

/** What is in a key file. */
export type FoundKey = { key: Buffer } | { problem: string };

/** Reads a key file. @returns undefined if there is none */
export function readKeyFile(file: string): FoundKey | undefined {
  try {
    return { key: readKey(fs.readFileSync(file, 'utf8').trim()) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { problem: code === undefined ? `${file} ${message}` : `${file} cannot be read (${code})` };
  }
}

/** Whether others than the owner can read a key file. */
export const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0;

/** Makes a key file with a new key, unless another process has made one. @returns what is in it */
export function makeKeyFile(file: string): FoundKey {
  let reason = 'it is gone again';
  try {
    writeKeyFile(file, randomBytes(32));
  } catch (error) {
    reason = (error as NodeJS.ErrnoException).code ?? String(error);
    if (reason !== 'EEXIST') return { problem: `${file} cannot be written (${reason})` };
  }
  return readKeyFile(file) ?? { problem: `${file} cannot be written (${reason})` };
}

/**
 * Writes a new key file, which is whole or not there. It belongs to whom its folder belongs to, so that a command that
 * root runs makes one that the server can read.
 *
 * @throws Error with the code EEXIST if there is one
 */
export function writeKeyFile(file: string, key: Buffer): void {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const part = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = fs.openSync(part, 'wx', 0o600);
    try {
      fs.writeSync(handle, `${key.toString('base64')}\n`);
      const { uid, gid } = fs.statSync(folder);
      if (process.getuid?.() === 0) fs.fchownSync(handle, uid, gid);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    // A link fails where a file has appeared meanwhile, and a rename would replace it.
    fs.linkSync(part, file);
  } finally {
    fs.rmSync(part, { force: true });
  }
}
