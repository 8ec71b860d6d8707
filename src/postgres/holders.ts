import fs from 'node:fs';
import path from 'node:path';
import { describeProcess } from './processes';

const PLACE = '.at';

/** What the target of a link says by which this process holds something. {@link livingHolder} reads it. */
export const ownName = (): string => `${process.pid} ${describeProcess(process.pid)?.started}`;

/** Whether a name beside the links belongs to one of them, and is no link of its own. */
export const isPlace = (name: string): boolean => name.endsWith(PLACE);

/**
 * Writes beside a link of this process where it is, so that a copy of its directory is known for one. The link's own target
 * has no room for it: programs of another version compare that as a whole.
 */
export function writePlace(link: string): void {
  try {
    fs.rmSync(link + PLACE, { force: true });
    fs.symlinkSync(fs.realpathSync(path.dirname(link)), link + PLACE);
  } catch {
    // The link holds without it, and whoever made it must be able to let it go, as on a full disk.
  }
}

/** Removes a link, and what is written beside it. */
export function removeLink(link: string): void {
  for (const file of [link, link + PLACE]) fs.rmSync(file, { force: true });
}

/** The process that the target of a link names; undefined if it has ended, or holds only what the directory is a copy of. */
export function livingHolder(link: string, target: string): number | undefined {
  const space = target.indexOf(' ');
  const pid = Number(target.slice(0, space));
  if (describeProcess(pid)?.started !== target.slice(space + 1)) return undefined;
  return isCopyOf(path.dirname(link), readPlace(link)) ? undefined : pid;
}

function readPlace(link: string): string {
  try {
    return fs.readlinkSync(link + PLACE);
  } catch {
    return '';
  }
}

/**
 * Whether a directory is a copy: its files say that it is somewhere else, and that is another directory. What they say of
 * running processes is then true of the other one only. If nothing is there any more, the directory may have been moved, or
 * another container may know it by that path.
 */
export function isCopyOf(directory: string, original: string): boolean {
  try {
    const [own, other] = [fs.statSync(directory), fs.statSync(original)];
    return own.dev !== other.dev || own.ino !== other.ino;
  } catch {
    return false;
  }
}
