import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';

/** The folder itself, or the nearest above it that exists. */
export function nearestExisting(folder: string): string {
  return fs.existsSync(folder) || folder === path.dirname(folder) ? folder : nearestExisting(path.dirname(folder));
}

/** What keeps anybody from making or using a folder at that absolute path, and what to do; undefined if nothing does. */
export function misplaced(folder: string): string | undefined {
  const existing = nearestExisting(folder);
  if (!fs.statSync(existing).isDirectory()) return `${existing} is not a folder: set HATCHDESK_DATA to one`;
  for (let below = folder; below !== existing; below = path.dirname(below)) {
    if (fs.lstatSync(below, { throwIfNoEntry: false }) !== undefined) {
      return `${below} is a link that leads nowhere: mount or make what it should lead to, or set HATCHDESK_DATA to another folder`;
    }
  }
  return undefined;
}

/** What keeps this process from writing in an existing folder, and what to do; undefined if nothing does. */
export function unwritable(folder: string): string | undefined {
  try {
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    return undefined;
  } catch (error) {
    return errorCode(error) === 'EROFS'
      ? `the file system of ${folder} is read-only: mount it writable, or set HATCHDESK_DATA to another folder`
      : `this user may not write in ${folder}: give it the folder (chown), or set HATCHDESK_DATA to another`;
  }
}
