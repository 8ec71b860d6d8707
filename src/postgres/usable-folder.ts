import fs from 'node:fs';
import path from 'node:path';
import { ownAccount, ownerOf } from './account';
import { errorCode } from './error-code';
import type { Location } from './location';

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

const { R_OK, W_OK, X_OK } = fs.constants;

/** What keeps this process from writing in an existing folder, and what to do; undefined if nothing does. */
export function unwritable(folder: string, needed = W_OK | X_OK): string | undefined {
  try {
    fs.accessSync(folder, needed);
    return undefined;
  } catch (error) {
    if (errorCode(error) === 'EROFS') {
      return `the file system of ${folder} is read-only: mount it writable, or set HATCHDESK_DATA to another folder`;
    }
    return ownerOf(folder)?.uid === ownAccount().uid
      ? `this user may not write in ${folder}, although it is its own: chmod u+rwx ${folder}`
      : `this user may not write in ${folder}: give it the folder (chown), or set HATCHDESK_DATA to another`;
  }
}

/** What keeps this process from using the folders that an earlier start has made, and what to do; undefined if nothing does. */
export function closed({ home, dataDirectory }: Pick<Location, 'home' | 'dataDirectory'>): string | undefined {
  return [home, dataDirectory, path.join(home, 'owner'), path.join(home, 'sharers')]
    .filter((folder) => fs.existsSync(folder))
    .map((folder) => unwritable(folder, R_OK | W_OK | X_OK))
    .find((problem) => problem !== undefined);
}
