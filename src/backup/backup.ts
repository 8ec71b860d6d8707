import fs from 'node:fs';
import path from 'node:path';
import { connect } from '../database/connect';
import type { Connection } from '../database/pool';
import { beginSnapshot, createDatabase, dropDatabase, listDatabases } from '../database/server-backup';
import { type SingleConnection, withSingleConnection } from '../database/single-connection';
import { ownerOf } from '../postgres/account';
import { type Contents, hasDesk, listMigrations, readContents, readDeskMark } from '../store/desk/fingerprints';
import { tryLockUntilCommit } from '../store/locks';
import { compare } from './compare';
import { dump, restoreDump } from './dump';
import { backUpFiles, removeUnpacked, withUnpacked } from './embedded';
import { isLeft, type Marks, newMark, writeWhole } from './file';
import { keyToSave } from './key';
import { findPrograms, type Programs, targetOf } from './programs';
import { BackupRefused } from './refused';

/** Which desk to back up or restore. */
export interface Place {
  databaseUrl: string | undefined;
  dataDirectory: string;
  /** The key that a variable names. */
  key: Buffer | undefined;
}

interface BackupOptions {
  /** Whether an existing file may be replaced. */
  force: boolean;
  /** Whether to restore the backup into a temporary place and compare it. */
  verify: boolean;
  /** The version of this program. */
  version: string;
  /** Receives what is being done, for the operator. */
  onProgress: (text: string) => void;
  /** Ends the backup, which leaves no file behind. */
  signal: AbortSignal;
}

/** What a backup holds, at least: the desk when the backup began. */
export interface Backup extends Contents {
  takenAt: Date;
  bytes: number;
  verified: { tables: number; rows: number } | undefined;
  /** Where the key is that opens the desk's secrets, in words for the operator. */
  key: string;
}

export const NAME = 'hatchdesk backup';

/**
 * Backs a desk up while it goes on: everything acknowledged before is in it. The embedded database is saved as files
 * with their log, another one by pg_dump.
 *
 * @throws BackupRefused in words for the operator, such as what to install; the driver's error without a database
 */
export async function backUp(file: string, place: Place, options: BackupOptions): Promise<Backup> {
  const connected = await connect(place);
  try {
    return await withSingleConnection(connected.connection, NAME, async (before) => {
      const { snapshot, major, now } = await beginSnapshot(before);
      if (!(await hasDesk(before))) throw noDesk(place);
      const contents = await readContents(before);
      const programs = place.databaseUrl === undefined ? undefined : findPrograms(major);
      let verified: Backup['verified'];
      const key = keyToSave(place);
      const marks: Marks = {
        desk: await readDeskMark(before),
        // The transaction of the snapshot ends with this run, also if it is killed.
        claim: (mark) => tryLockUntilCommit(before, `backup ${mark}`),
      };
      const context = {
        ...{ file, options, before, major, now, contents, snapshot, marks },
        connection: connected.connection,
      };
      await writeWhole(file, options.force, marks, async (part) => {
        if (programs) verified = await dumpInto(part, programs, place.databaseUrl ?? '', context);
        else verified = await filesInto(part, connected.place, key.saved, context);
      });
      return { ...contents, takenAt: now, bytes: fs.statSync(file).size, verified, key: key.told };
    });
  } finally {
    await connected.stop();
  }
}

const noDesk = ({ databaseUrl, dataDirectory }: Place): BackupRefused =>
  new BackupRefused(
    databaseUrl === undefined
      ? `There is no desk in ${dataDirectory}: name the server's folder with HATCHDESK_DATA`
      : "There is no desk in this database: name the server's with DATABASE_URL",
  );

interface Context {
  options: BackupOptions;
  before: SingleConnection;
  connection: Connection;
  snapshot: string;
  major: number;
  now: Date;
  contents: Contents;
  marks: Marks;
}

type Verified = Promise<Backup['verified']>;

async function filesInto(part: string, dataDirectory: string, key: string | undefined, context: Context): Verified {
  const { options, before, connection, major, now, contents, marks } = context;
  const { signal, version, onProgress } = options;
  const manifest = {
    ...{ format: 1 as const, version, postgres: major, takenAt: now.toISOString(), contents },
    migrations: await listMigrations(before),
    ...(key !== undefined && { key }),
  };
  const home = path.dirname(dataDirectory);
  await removeUnpacked(home, marks);
  // Another connection, because the first one's transaction must go on for the comparison.
  await withSingleConnection(connection, NAME, (single) =>
    backUpFiles(single, dataDirectory, part, manifest, signal, counter(onProgress)),
  );
  if (!options.verify) return undefined;
  const account = ownerOf(dataDirectory);
  if (account === undefined) throw new Error(`${dataDirectory} is gone`);
  onProgress('restoring it into a temporary folder');
  return withUnpacked(part, home, account, await newMark(marks), signal, ({ server }) =>
    withSingleConnection(connection, NAME, (live) =>
      withSingleConnection(server.connection, NAME, (restored) =>
        compare({ before, restored, live }, telling(options)),
      ),
    ),
  );
}

async function dumpInto(part: string, programs: Programs, databaseUrl: string, context: Context): Verified {
  const { options, before, connection, snapshot, marks } = context;
  const { signal, onProgress } = options;
  const name = VERIFIED + (await newMark(marks));
  const url = withDatabase(databaseUrl, name);
  if (options.verify) await tryOut(name, url, connection, marks);
  await dump(programs, targetOf(databaseUrl), snapshot, part, signal, counter(onProgress));
  if (!options.verify) return undefined;
  onProgress('restoring it into a temporary database');
  return withSingleConnection(connection, NAME, async (live) => {
    await createDatabase(live, name);
    try {
      await restoreDump(programs, targetOf(url), part, [], signal);
      return await withSingleConnection({ connectionString: url }, NAME, (restored) =>
        compare({ before, restored, live: undefined }, telling(options)),
      );
    } finally {
      await dropDatabase(live, name);
    }
  });
}

/** How the names of databases begin into which dumps are restored to be compared. */
const VERIFIED = 'hatchdesk_verify_';

/**
 * Removes the databases of killed runs. Then it creates one and removes it again, to find out before the dump, which may take hours, whether it can be restored.
 *
 * @throws BackupRefused if nothing leads to it; the driver's error if this user may not create it
 */
async function tryOut(name: string, url: string, connection: Connection, marks: Marks): Promise<void> {
  await withSingleConnection(connection, NAME, async (live) => {
    for (const left of await listDatabases(live, VERIFIED)) {
      if (await isLeft(left.slice(VERIFIED.length), marks)) await dropDatabase(live, left);
    }
    await createDatabase(live, name);
    try {
      await withSingleConnection({ connectionString: url }, NAME, async () => {});
    } catch (error) {
      throw new BackupRefused(
        `--verify makes a database, and DATABASE_URL does not lead to it (${(error as Error).message}): let it name the PostgreSQL server itself for this command, and not a pooler that knows certain databases only`,
      );
    } finally {
      await dropDatabase(live, name);
    }
  });
}

const telling =
  ({ onProgress, signal }: BackupOptions) =>
  (table: string): void => {
    signal.throwIfAborted();
    onProgress(`comparing ${table}`);
  };

/** The URL of another database on the same server. */
const withDatabase = (url: string, name: string): string =>
  url.replace(/^(\w+:\/\/[^/?]*)(\/[^?]*)?/, (_all, server: string) => `${server}/${name}`);

const MEGABYTE = 1e6;

/** Reports every ten megabytes. */
function counter(onProgress: (text: string) => void): (count: number) => void {
  let bytes = 0;
  let told = 0;
  return (count) => {
    bytes += count;
    if (bytes < told + 10 * MEGABYTE) return;
    told = bytes;
    onProgress(`${Math.round(bytes / MEGABYTE)} MB read`);
  };
}
