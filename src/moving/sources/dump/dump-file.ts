import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { MoveRefused } from '../../refused';

const CHUNK_BYTES = 1 << 20;

const GZIP = Buffer.from([0x1f, 0x8b]);

const UTF_16 = 'is UTF-16, as PowerShell writes it: make the dump with the option --result-file instead of ">"';

/** How files begin that are no plain dump, and what to do about them. */
const UNREADABLE: readonly [begin: Buffer, advice: string][] = [
  [Buffer.from('BZh'), 'is compressed with bzip2: unpack it first, with "bunzip2"'],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'is compressed with Zstandard: unpack it first, with "unzstd"'],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), 'is compressed with xz: unpack it first, with "unxz"'],
  [Buffer.from('PK\x03\x04'), 'is a ZIP archive: unpack it first'],
  [Buffer.from('<?xml'), 'is XML: make the dump without the option --xml'],
  [Buffer.from([0xff, 0xfe]), UTF_16],
  [Buffer.from([0xfe, 0xff]), UTF_16],
];

/** Where a tar archive says that it is one. cPanel and others pack dumps into archives. */
const TAR = { mark: 'ustar', at: 257 };

const BEGIN_BYTES = 512;

/** What keeps a file from being read that begins so; undefined if nothing does. */
function adviceOn(begin: Buffer): string | undefined {
  const { mark, at } = TAR;
  if (begin.toString('latin1', at, at + mark.length) === mark) {
    return 'is a tar archive: unpack it first, with "tar -xf", and name the dump that lies in it';
  }
  return UNREADABLE.find(([bytes]) => begin.subarray(0, bytes.length).equals(bytes))?.[1];
}

/** A dump on the disk, plain or packed with gzip. It may be read several times. */
export class DumpFile {
  private stream: ReadStream | undefined;

  private constructor(
    readonly path: string,
    /** In bytes, as it lies there. */
    readonly size: number,
    readonly changedAt: Date,
    private readonly isPacked: boolean,
  ) {}

  /** @throws MoveRefused if there is no such file, or it is packed in another way */
  static async open(path: string): Promise<DumpFile> {
    try {
      const handle = await open(path);
      try {
        const stats = await handle.stat();
        if (!stats.isFile()) throw new MoveRefused(`${path} is not a file`);
        if (stats.size === 0) throw new MoveRefused(`${path} is empty`);
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGIN_BYTES), 0, BEGIN_BYTES, 0);
        const begin = buffer.subarray(0, bytesRead);
        const advice = adviceOn(begin);
        if (advice !== undefined) throw new MoveRefused(`${path} ${advice}`);
        return new DumpFile(path, stats.size, stats.mtime, begin.subarray(0, GZIP.length).equals(GZIP));
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw explained(path, error);
    }
  }

  /** How much of the file was read, in bytes as they lie there. */
  get bytesRead(): number {
    return this.stream?.bytesRead ?? 0;
  }

  /** The bytes of the dump, unpacked. @throws MoveRefused if they cannot be read or unpacked */
  async *chunks(signal?: AbortSignal): AsyncGenerator<Buffer> {
    const file = createReadStream(this.path, { highWaterMark: CHUNK_BYTES });
    this.stream = file;
    try {
      if (this.isPacked) {
        const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
        file.on('error', (error) => unpacked.destroy(error));
        let isBegin = true;
        for await (const chunk of file.pipe(unpacked)) {
          signal?.throwIfAborted();
          if (isBegin) this.refuseContent(chunk);
          isBegin = false;
          yield chunk;
        }
      } else {
        for await (const chunk of file) {
          signal?.throwIfAborted();
          yield chunk;
        }
      }
    } catch (error) {
      throw explained(this.path, error);
    } finally {
      file.destroy();
    }
  }

  private refuseContent(begin: Buffer): void {
    const isPackedTwice = begin.subarray(0, GZIP.length).equals(GZIP);
    const advice = isPackedTwice ? 'is compressed twice: unpack it once, with "gunzip"' : adviceOn(begin);
    if (advice !== undefined) throw new MoveRefused(`${this.path} ${advice}`);
  }
}

/** Errors of the file system and of zlib, in words. */
function explained(path: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new MoveRefused(`There is no file ${path}`);
  if (code === 'EACCES') return new MoveRefused(`${path} may not be read by this user`);
  if (code === 'Z_BUF_ERROR') return new MoveRefused(`${path} was cut off: its compressed data end in the middle`);
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new MoveRefused(`${path} is damaged: it cannot be unpacked`);
  return error;
}
