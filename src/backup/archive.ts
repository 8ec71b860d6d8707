import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, type Header, pack } from 'tar-stream';
import type { Account } from '../postgres/account';
import { giveTo } from '../postgres/location';
import type { Contents } from '../store/desk/fingerprints';
import { NO_WRITING } from './file';
import { BackupRefused } from './refused';

/** The first file of a backup of the embedded database: what it is. */
export interface Manifest {
  format: 1;
  version: string;
  postgres: number;
  takenAt: string;
  migrations: string[];
  contents: Contents;
  /** The key of the desk, if it was in the data folder. */
  key?: string;
}

const MANIFEST = 'hatchdesk-backup.json';
const CHUNK = 256 * 1024;

/** Adds to an archive, one thing after the other. */
export interface Archive {
  text(name: string, content: string): Promise<void>;
  folder(name: string): Promise<void>;
  /** Adds a file as long as it is now: PostgreSQL may change its length while it is read. */
  file(name: string, source: string): Promise<void>;
}

/** Writes a gzipped tar archive: the manifest, and then what `fill` adds. */
export async function writeArchive(
  target: string,
  manifest: Manifest,
  signal: AbortSignal,
  onBytes: (count: number) => void,
  fill: (archive: Archive) => Promise<void>,
): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip({ level: 1 }), fs.createWriteStream(target, { flags: 'r+' }), { signal });
  let broken: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    broken = reject;
  });
  failed.catch(() => {});
  written.catch((error: unknown) => broken(error));

  const add = async (header: Partial<Header> & { name: string }, chunks: AsyncIterable<Buffer>): Promise<void> => {
    const done = new Promise<void>((resolve, reject) => {
      const entry = tar.entry({ mode: 0o600, ...header }, (error) => (error ? reject(error) : resolve()));
      // Without a listener, the end of an interrupted backup would end the process.
      entry.on('error', reject);
      const send = async (): Promise<void> => {
        for await (const chunk of chunks) {
          onBytes(chunk.length);
          if (!entry.write(chunk)) await new Promise<void>((drained) => entry.once('drain', () => drained()));
        }
        entry.end(null);
      };
      send().catch(reject);
    });
    await Promise.race([done, failed]);
  };

  const archive: Archive = {
    text: (name, content) => {
      const bytes = Buffer.from(content);
      return add({ name, size: bytes.length }, only(bytes));
    },
    folder: (name) => add({ name, type: 'directory', mode: 0o700, size: 0 }, only()),
    async file(name, source) {
      const handle = await fs.promises.open(source, 'r').catch(unlessGone);
      if (handle === undefined) return;
      try {
        const { size } = await handle.stat();
        await add({ name, size }, exactly(handle, size));
      } finally {
        await handle.close();
      }
    },
  };
  try {
    await archive.text(MANIFEST, JSON.stringify(manifest));
    await fill(archive);
    tar.finalize();
  } catch (error) {
    // If the disk is full, what is added next fails because the archive is over. The reason is in the pipeline.
    tar.destroy(error as Error);
  }
  await written;
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  // A table was dropped after we listed its folder. The log that we save says so too.
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

async function* only(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** Reads so many bytes. What a shortened file lacks becomes zeros, and PostgreSQL's log repairs both. */
async function* exactly(handle: fs.promises.FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const buffer = Buffer.alloc(Math.min(CHUNK, size - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    const chunk = bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead);
    position += chunk.length;
    yield chunk;
  }
}

/**
 * Unpacks a backup into an empty folder, for an account.
 *
 * @param isDurable whether it must be on the disk, and not only in memory
 * @param accept throws if this backup cannot be used here; nothing has been unpacked yet
 * @throws BackupRefused when the file is damaged or no backup, or when the folder cannot be written
 */
export async function readArchive(
  file: string,
  folder: string,
  account: Account,
  isDurable: boolean,
  signal: AbortSignal,
  accept: (manifest: Manifest) => Promise<void>,
): Promise<Manifest> {
  const tar = extract();
  const read = pipeline(fs.createReadStream(file), createGunzip(), tar, { signal });
  read.catch(() => {});
  let manifest: Manifest | undefined;
  let ended = false;
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (manifest === undefined) {
        if (name !== MANIFEST) break;
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        manifest = JSON.parse(Buffer.concat(chunks).toString()) as Manifest;
        await accept(manifest);
        continue;
      }
      const target = path.join(folder, name);
      if (!target.startsWith(`${folder}${path.sep}`)) throw new BackupRefused(`${file} is damaged: it names ${name}`);
      if (type === 'directory') {
        fs.mkdirSync(target, { recursive: true, mode: 0o700 });
        giveTo(target, account);
        entry.resume();
      } else {
        await unpackFile(target, entry as AsyncIterable<Buffer>, account, isDurable);
        if (name === END) ended = true;
      }
    }
    if (manifest !== undefined) await read;
  } catch (error) {
    if (error instanceof BackupRefused || signal.aborted) throw error;
    if (isOfDisk(error)) {
      const reason = NO_WRITING[error.code] ?? error.message;
      throw new BackupRefused(`${file} cannot be unpacked into ${folder}: ${reason}`);
    }
    throw new BackupRefused(`${file} is damaged: ${(error as Error).message}`);
  }
  if (manifest === undefined) throw new BackupRefused(`${file} is not a backup of Hatchdesk`);
  if (!ended) throw new BackupRefused(`${file} is damaged: its end is missing`);
  return manifest;
}

/** The last file of every archive, without which it is not whole. */
export const END = 'backup_label';

const isOfDisk = (error: unknown): error is Error & { code: string } =>
  /^(ENOSPC|EACCES|EPERM|EROFS|EDQUOT|EFBIG|EIO)$/.test(String((error as NodeJS.ErrnoException).code));

async function unpackFile(
  target: string,
  content: AsyncIterable<Buffer>,
  account: Account,
  isDurable: boolean,
): Promise<void> {
  const handle = await fs.promises.open(target, 'wx', 0o600);
  try {
    for await (const chunk of content) await handle.writeFile(chunk);
    if (isDurable) await handle.sync();
  } finally {
    await handle.close();
  }
  giveTo(target, account);
}
