import fs from 'node:fs';
import path from 'node:path';
import { analyze, readTarget } from '../database/server-backup';
import { type SingleConnection, withSingleConnection } from '../database/single-connection';
import { endServer } from '../postgres/leftovers';
import { type Location, locate } from '../postgres/location';
import { claim } from '../postgres/ownership';
import { registerSharer } from '../postgres/sharers';
import { type Contents, countHalves, readContents } from '../store/desk/fingerprints';
import { NAME, type Place } from './backup';
import { migrationsIn, restoreDump } from './dump';
import { refuseNewer, UNPACKED, withUnpacked } from './embedded';
import { type Kind, kindOf, syncFolder } from './file';
import { restoredKeyId, restoreKey, tellKey } from './key';
import { findPrograms, targetOf } from './programs';
import { BackupRefused } from './refused';

interface RestoreOptions {
  /** Whether existing data may be replaced. */
  force: boolean;
  /** The time, for the name of the folder with the old data. */
  now: Date;
  onProgress: (text: string) => void;
  /** Ends the restore. The data is then as it was. */
  signal: AbortSignal;
}

/** What the desk holds now. */
export interface Restored extends Contents {
  /** Where the data is that was there before; undefined if there was none, or it was in a database. */
  previous: string | undefined;
  /** Whether the key is here that opens the desk's secrets, in words for the operator. */
  key: string;
}

const OTHER_KIND: Record<Kind, string> = {
  embedded: 'is a backup of an embedded database: restore it without DATABASE_URL, into HATCHDESK_DATA',
  dump: 'is a backup of a database server: restore it into a DATABASE_URL',
};

/**
 * Restores a backup. The data is replaced at the end and all at once, after the backup has proved to work.
 *
 * @throws BackupRefused in words for the operator: data exists, servers are running, the file is damaged or newer
 */
export async function restore(file: string, place: Place, options: RestoreOptions): Promise<Restored> {
  const kind = await kindOf(file);
  const wanted: Kind = place.databaseUrl === undefined ? 'embedded' : 'dump';
  if (kind !== wanted) throw new BackupRefused(`${file} ${OTHER_KIND[kind]}`);
  return place.databaseUrl === undefined
    ? restoreFolder(file, locate(path.resolve(place.dataDirectory)), place, options)
    : restoreDatabase(file, place.databaseUrl, place, options);
}

async function restoreFolder(
  file: string,
  location: Location,
  place: Place,
  options: RestoreOptions,
): Promise<Restored> {
  const { home, dataDirectory } = location;
  const sharer = registerSharer(path.join(home, 'sharers'));
  try {
    const claimed = claim(path.join(home, 'owner'));
    if ('heldBy' in claimed || sharer.othersLive()) {
      if ('release' in claimed) claimed.release();
      const who = 'heldBy' in claimed ? `Process ${claimed.heldBy}` : 'Another process';
      throw new BackupRefused(`${who} uses ${dataDirectory}: stop every server and command first`);
    }
    try {
      if (fs.existsSync(dataDirectory) && !options.force) {
        throw new BackupRefused(`${dataDirectory} has data already: replace it with --force`);
      }
      // A killed process may have left it running.
      await endServer(dataDirectory);
      return await replaceFolder(file, location, place, options);
    } finally {
      claimed.release();
    }
  } finally {
    sharer.unregister();
  }
}

async function replaceFolder(
  file: string,
  location: Location,
  place: Place,
  options: RestoreOptions,
): Promise<Restored> {
  const { home, dataDirectory, account } = location;
  const { signal, onProgress, now } = options;
  for (const name of fs.readdirSync(home)) {
    if (name.startsWith(UNPACKED)) fs.rmSync(path.join(home, name), { recursive: true, force: true });
  }
  onProgress('unpacking');
  return withUnpacked(file, home, account, undefined, signal, async ({ server, manifest }) => {
    const { keyId, ...contents } = await withSingleConnection(server.connection, NAME, (single) =>
      check(single, onProgress),
    );
    await server.stop();
    signal.throwIfAborted();
    const suffix = `.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
    let previous: string | undefined;
    if (fs.existsSync(dataDirectory)) {
      previous = `${dataDirectory}${suffix}`;
      fs.renameSync(dataDirectory, previous);
    }
    fs.renameSync(server.dataDirectory, dataDirectory);
    restoreKey(manifest.key, place, suffix);
    syncFolder(home);
    return { ...contents, previous, key: tellKey(keyId, place) };
  });
}

/** Tells what is half in the desk. That is no reason to keep somebody from the rest. */
async function check(
  single: SingleConnection,
  onProgress: (text: string) => void,
): Promise<Contents & { keyId: string | undefined }> {
  onProgress('checking');
  const { tickets, files } = await countHalves(single);
  if (tickets > 0) onProgress(`Warning: ${tickets} tickets lack their first message`);
  if (files > 0) onProgress(`Warning: ${files} attachments are not as long as they should be`);
  return { ...(await readContents(single)), keyId: await restoredKeyId(single) };
}

async function restoreDatabase(
  file: string,
  databaseUrl: string,
  place: Place,
  options: RestoreOptions,
): Promise<Restored> {
  const { force, signal, onProgress } = options;
  return withSingleConnection({ connectionString: databaseUrl }, NAME, async (single) => {
    const { major, servers, drops } = await readTarget(single);
    const programs = findPrograms(major);
    await refuseNewer(file, 'a version of Hatchdesk', await migrationsIn(programs, file, signal));
    if (drops.length > 0 && !force) {
      throw new BackupRefused('The database of DATABASE_URL is not empty: --force replaces everything in its schema');
    }
    if (servers > 0) throw new BackupRefused(`Servers have ${servers} connections to this database: stop them first`);
    onProgress('restoring in one transaction');
    await restoreDump(programs, targetOf(databaseUrl), file, drops, signal);
    const { keyId, ...contents } = await check(single, onProgress);
    await analyze(single);
    return { ...contents, previous: undefined, key: tellKey(keyId, place) };
  });
}
