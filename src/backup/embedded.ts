import fs from 'node:fs';
import path from 'node:path';
import { unknownMigrations } from '../database/migrate';
import { startFileBackup } from '../database/server-backup';
import type { SingleConnection } from '../database/single-connection';
import type { Account } from '../postgres/account';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { endServer } from '../postgres/leftovers';
import { giveTo, locate, socketDirectory } from '../postgres/location';
import { type Archive, END, type Manifest, readArchive, writeArchive } from './archive';
import { isLeft, type Marks } from './file';
import { BackupRefused } from './refused';

/** Folders whose content PostgreSQL makes anew. They must exist. */
const EMPTY = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);

/** Files of the running server alone: its locks, temporary tables and caches. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label.*|tablespace_map.*|backup_manifest|t\d+_\d+.*)$/;

/** Comes last, as pg_basebackup has it: it says how far the other files are. */
const CONTROL = 'global/pg_control';

/** The version of the embedded server. */
const MAJOR = '18';

/** Backs the files of the running embedded server up, with the log that makes them whole. */
export async function backUpFiles(
  single: SingleConnection,
  dataDirectory: string,
  target: string,
  manifest: Manifest,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<void> {
  const begun = await startFileBackup(single);
  await writeArchive(target, manifest, signal, onBytes, async (archive) => {
    await addFolder(archive, dataDirectory, '');
    await archive.file(CONTROL, path.join(dataDirectory, CONTROL));
    const { label, firstLog, lastLog } = await begun.stop();
    await archive.folder('pg_wal/archive_status');
    for (const name of (await fs.promises.readdir(path.join(dataDirectory, 'pg_wal'))).sort()) {
      if (!/^[0-9A-F]{24}$/.test(name) || name < firstLog || name > lastLog) continue;
      await archive.file(`pg_wal/${name}`, path.join(dataDirectory, 'pg_wal', name));
    }
    await archive.text(END, label);
  });
}

async function addFolder(archive: Archive, dataDirectory: string, folder: string): Promise<void> {
  for (const entry of await fs.promises.readdir(path.join(dataDirectory, folder), { withFileTypes: true })) {
    const name = path.posix.join(folder, entry.name);
    if (LEFT_OUT.test(entry.name) || name === CONTROL) continue;
    if (entry.isDirectory()) {
      await archive.folder(name);
      if (!EMPTY.has(name)) await addFolder(archive, dataDirectory, name);
    } else if (entry.isFile()) await archive.file(name, path.join(dataDirectory, name));
  }
}

/** A backup that runs as a server of its own, in a temporary folder. */
interface Unpacked {
  server: EmbeddedPostgres;
  manifest: Manifest;
}

/**
 * Unpacks a backup into a new folder inside `home`, starts it and thereby repairs it from its log, lets `use` look at
 * it, and removes the folder with what is left in it.
 *
 * @param mark for the folder's name, if others may work inside `home` meanwhile
 * @throws BackupRefused when the file is damaged, or of a newer version
 */
export async function withUnpacked<T>(
  file: string,
  home: string,
  account: Account,
  mark: string | undefined,
  signal: AbortSignal,
  use: (unpacked: Unpacked) => Promise<T>,
): Promise<T> {
  const isDurable = mark === undefined;
  const folder = mark === undefined ? fs.mkdtempSync(path.join(home, UNPACKED)) : path.join(home, UNPACKED + mark);
  let server: EmbeddedPostgres | undefined;
  try {
    fs.mkdirSync(folder, { mode: 0o700, recursive: true });
    giveTo(folder, account);
    const data = path.join(folder, 'pg18');
    fs.mkdirSync(data, { mode: 0o700 });
    giveTo(data, account);
    const manifest = await readArchive(file, data, account, isDurable, signal, (found) => accept(file, found));
    const settings = isDurable ? {} : { fsync: 'off' };
    server = await startEmbeddedPostgres({ dataRoot: folder, settings });
    return await use({ server, manifest });
  } finally {
    await server?.stop();
    // A folder with a long path has its socket elsewhere.
    if (server) fs.rmSync(server.connection.host, { recursive: true, force: true });
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** How the names of folders begin into which backups are unpacked. */
export const UNPACKED = 'unpacked.';

/**
 * Removes what killed runs have unpacked inside `home`: each is a copy of the desk, with a server that nobody else ends.
 */
export async function removeUnpacked(home: string, marks: Marks): Promise<void> {
  for (const name of fs.readdirSync(home)) {
    if (!name.startsWith(UNPACKED) || !(await isLeft(name.slice(UNPACKED.length), marks))) continue;
    const location = locate(path.join(home, name));
    await endServer(location.dataDirectory);
    fs.rmSync(socketDirectory(location), { recursive: true, force: true });
    fs.rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

async function accept(file: string, { format, version, postgres, migrations }: Manifest): Promise<void> {
  if (format !== 1 || String(postgres) !== MAJOR) {
    throw new BackupRefused(
      `${file} was made by Hatchdesk ${version} on PostgreSQL ${postgres}: restore it with that version`,
    );
  }
  await refuseNewer(file, `Hatchdesk ${version}`, migrations);
}

/** @throws BackupRefused when this version lacks some of the migrations */
export async function refuseNewer(file: string, by: string, migrations: readonly string[]): Promise<void> {
  const unknown = await unknownMigrations(migrations);
  if (unknown.length === 0) return;
  throw new BackupRefused(
    `${file} was made by ${by}, which is newer: it has the migrations ${unknown.join(', ')}. Restore it with that version`,
  );
}
