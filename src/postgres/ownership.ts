import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';
import { livingHolder, ownName, removeLink, writePlace } from './holders';

const RELEASED = 'released';

/** Either this process now owns the directory, until it calls `release` or ends, or another running process owns it. */
type Claim = { release: () => void } | { heldBy: number };

/**
 * Claims a lock directory (created when missing) for this process. Only one claim is valid at a time, and the claim of
 * a killed process ends with it. A claim in a copy of the directory is none.
 *
 * Each claim is a numbered symbolic link whose target names its process; the highest number counts. Creating a link is
 * atomic and fails when the link exists, so two processes cannot both succeed the same dead owner. A link is removed
 * only after a higher one exists, so a slow process notices that it is outdated. With a single lock file, the slow
 * process would remove the quick one's lock instead of the dead owner's.
 */
export function claim(directory: string): Claim {
  fs.mkdirSync(directory, { recursive: true });
  for (;;) {
    const newest = newestIn(directory);
    const holder = newest && read(directory, newest);
    // Undefined means that the link was outdated, and removed after we listed the directory.
    if (holder === undefined) continue;
    const pid = livingProcess(directory, newest, holder);
    if (pid) return { heldBy: pid };
    const number = newest + 1;
    if (!take(directory, number, ownName())) continue;
    writePlace(path.join(directory, String(number)));
    return {
      release: () => {
        take(directory, number + 1, RELEASED);
      },
    };
  }
}

/** The running process that owns a lock directory; undefined if none does. It changes nothing. */
export function ownerIn(directory: string): number | undefined {
  if (!fs.existsSync(directory)) return undefined;
  const newest = newestIn(directory);
  return livingProcess(directory, newest, (newest && read(directory, newest)) || 0);
}

const newestIn = (directory: string): number =>
  Math.max(0, ...fs.readdirSync(directory).map(Number).filter(Number.isSafeInteger));

function read(directory: string, number: number): string | undefined {
  try {
    return fs.readlinkSync(path.join(directory, String(number)));
  } catch {
    return undefined;
  }
}

function livingProcess(directory: string, number: number, holder: string | 0): number | undefined {
  return holder === 0 || holder === RELEASED ? undefined : livingHolder(path.join(directory, String(number)), holder);
}

function take(directory: string, number: number, holder: string): boolean {
  try {
    fs.symlinkSync(holder, path.join(directory, String(number)));
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  const newest = newestIn(directory);
  for (const name of fs.readdirSync(directory)) {
    if (Number(name) < newest) removeLink(path.join(directory, name));
  }
  return newest === number;
}
