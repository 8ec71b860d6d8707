import fs from 'node:fs';
import path from 'node:path';
import { packagedBinaries } from './binaries';
import { answersFor } from './leftovers';
import { findLocation, type Location } from './location';
import { ownerIn } from './ownership';
import { readPostmasterFile } from './postmaster-file';
import { isPostmaster, postgresProcessesIn } from './processes';
import { closed, misplaced, nearestExisting, unwritable } from './usable-folder';

/** What is known about the folder of an embedded database without opening it. */
interface DataFolder {
  /** The folder with the database, or where the first start will make it. */
  place: string;
  /** Whether it has a database. */
  isFilled: boolean;
  /** What keeps a server from starting there, and what to do. Undefined if nothing is known to. */
  problem: string | undefined;
  /** The process that owns the folder and serves the database. */
  servedBy: number | undefined;
  freeBytes: number;
  /** How many more files the file system takes. */
  freeFiles: number;
}

/**
 * Looks at the folder of an embedded database without changing anything.
 *
 * @throws Error in one line when this platform has no embedded server, the data belongs to another user, or the path
 *   leads to no folder
 */
export async function inspectDataFolder(
  dataRoot: string,
  { platform, arch }: { platform: string; arch: string } = process,
): Promise<DataFolder> {
  packagedBinaries(platform, arch);
  const nowhere = misplaced(path.resolve(dataRoot));
  if (nowhere !== undefined) throw new Error(nowhere);
  const existing = nearestExisting(path.resolve(dataRoot));
  const isThere = existing === path.resolve(dataRoot);
  const location = isThere ? findLocation(fs.realpathSync(existing)) : undefined;
  const home = location?.home ?? existing;
  const { bavail, bsize, files, ffree } = fs.statfsSync(nearestExisting(home));
  const shut = unwritable(nearestExisting(home)) ?? (location && closed(location));
  const servedBy = location && shut === undefined ? ownerIn(path.join(home, 'owner')) : undefined;
  const isServed =
    location !== undefined && servedBy !== undefined && readPostmasterFile(location.dataDirectory)?.ready;
  return {
    place: location?.dataDirectory ?? path.resolve(dataRoot),
    isFilled: location !== undefined && fs.existsSync(path.join(location.dataDirectory, 'PG_VERSION')),
    problem:
      shut ??
      (location && wrongVersion(location)) ??
      (location && tooOpen(location)) ??
      (location && !isServed ? await occupied(location, servedBy) : undefined),
    servedBy: isServed ? servedBy : undefined,
    freeBytes: bavail * bsize,
    // Some file systems have no fixed number of files, and report none.
    freeFiles: files > 0 ? ffree : Number.POSITIVE_INFINITY,
  };
}

/** The folder's name has the major version of the server. Another version cannot read its files. */
function wrongVersion({ home, dataDirectory }: Location): string | undefined {
  const wanted = path.basename(dataDirectory).slice('pg'.length);
  const file = path.join(dataDirectory, 'PG_VERSION');
  const others = (fs.existsSync(home) ? fs.readdirSync(home) : []).filter((name) =>
    fs.existsSync(path.join(home, name, 'PG_VERSION')),
  );
  const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : others[0]?.replace(/^pg/, '');
  return found === undefined || found === wanted
    ? undefined
    : `the data is of PostgreSQL ${found}, but the embedded server is ${wanted}: move it with pg_dump ${found} and restore`;
}

/** PostgreSQL refuses to start if others may write in its folder. */
function tooOpen({ dataDirectory }: Location): string | undefined {
  const mode = fs.statSync(dataDirectory, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & 0o027) === 0
    ? undefined
    : `other users may enter ${dataDirectory}, so PostgreSQL refuses to start: chmod 700 ${dataDirectory}`;
}

async function occupied({ dataDirectory }: Location, owner: number | undefined): Promise<string | undefined> {
  if (owner !== undefined) {
    return `process ${owner} owns ${dataDirectory}, but its server takes no connections: see its log, or stop it`;
  }
  const file = readPostmasterFile(dataDirectory);
  if (file === undefined || isPostmaster(file.pid, dataDirectory)) return undefined;
  const isThere = postgresProcessesIn(dataDirectory).includes(file.pid) || (await answersFor(dataDirectory, file));
  if (!isThere) return undefined;
  return `another PostgreSQL (process ${file.pid}) uses ${dataDirectory}: stop it first, as two would destroy the data`;
}
