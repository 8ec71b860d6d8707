import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MoveRefused } from '../../refused';
import type { DumpFile } from '../dump/dump-file';
import { readDump } from '../dump/read-dump';
import type { PiecesTable } from './program';

interface Piece {
  place: number;
  offset: number;
  length: number;
}

/**
 * The files that a dump has in one of its tables. A packed dump can only be read from its beginning, so the first file that
 * is asked for has all of them copied to a temporary file, where each is found at once.
 */
export class DumpPieces {
  /** The database whose table it is. */
  database = '';
  private copied: Promise<{ copy: FileHandle; pieces: ReadonlyMap<string, Piece[]> }> | undefined;

  constructor(
    private readonly dump: DumpFile,
    private readonly table: PiecesTable,
  ) {}

  /**
   * The bytes of a file; undefined if the dump has none.
   *
   * @param signal ends copying
   * @throws MoveRefused if there is no room for the temporary file
   */
  async read(id: string, signal: AbortSignal): Promise<Buffer | undefined> {
    this.copied ??= this.copyAll(signal);
    const { copy, pieces } = await this.copied;
    const own = pieces.get(id)?.sort((one, other) => one.place - other.place);
    if (own === undefined) return undefined;
    const bytes = Buffer.alloc(own.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const { offset, length } of own) {
      await copy.read(bytes, at, length, offset);
      at += length;
    }
    return bytes;
  }

  async close(): Promise<void> {
    const copied = await this.copied?.catch(() => undefined);
    await copied?.copy.close();
  }

  private async copyAll(signal: AbortSignal): Promise<{ copy: FileHandle; pieces: ReadonlyMap<string, Piece[]> }> {
    const copy = await openNameless();
    try {
      const pieces = new Map<string, Piece[]>();
      const { columns } = this.table;
      const name = this.table.name.toLowerCase();
      let offset = 0;
      await readDump(this.dump.chunks(signal), (table, names) => {
        const indexes = columns.map((column) => names.indexOf(column));
        if (table.database !== this.database || table.name.toLowerCase() !== name || indexes.includes(-1))
          return undefined;
        return {
          indexes,
          async take([file, place, bytes]) {
            if (!file || !bytes) return;
            const id = file.toString();
            const piece = { place: Number(place), offset, length: bytes.length };
            const own = pieces.get(id);
            if (own === undefined) pieces.set(id, [piece]);
            else own.push(piece);
            await copy.write(bytes, 0, bytes.length, offset);
            offset += bytes.length;
          },
        };
      });
      return { copy, pieces };
    } catch (error) {
      await copy.close();
      if (isFull(error)) {
        throw new MoveRefused(
          `The files in the dump do not fit into ${tmpdir()}: set TMPDIR to a folder with more space, and start the import again`,
        );
      }
      throw error;
    }
  }
}

const isFull = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));

/** Opens a temporary file that has no name any more, so that nothing is left of it however the process ends. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'hatchdesk-import-'));
  try {
    return await open(join(folder, 'files'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}
