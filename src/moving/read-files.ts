import type { WantedFile } from '../store/moving/files';
import type { Source } from './source';

/** How much of files is in memory on each connection, unless a single file is larger. */
const PART_BYTES = 16_000_000;

/** How many files are read at a time on each connection. */
const AT_A_TIME = 4;

/** A file that was looked for. */
export interface ReadFile extends WantedFile {
  /** Undefined if it is missing, was deleted by the old desk, or was only looked for. */
  bytes: Buffer | undefined;
  size: number;
  isMissing: boolean;
}

/**
 * Reads files in their order, in parts that fit into memory together.
 *
 * @param isDry only looks for them, if the source can do so
 */
export async function* readFiles(
  source: Source,
  wanted: readonly WantedFile[],
  signal: AbortSignal,
  isDry: boolean,
): AsyncIterable<ReadFile[]> {
  let part: ReadFile[] = [];
  let held = 0;
  for (let next = 0; next < wanted.length; ) {
    signal.throwIfAborted();
    const group: Promise<ReadFile>[] = [];
    while (group.length < AT_A_TIME && next < wanted.length) {
      const file = wanted[next];
      if (file === undefined) break;
      const size = file.isRemoved ? 0 : ((await source.sizeOf?.(file)) ?? 0);
      if (held > 0 && held + size > PART_BYTES) break;
      held += size;
      next += 1;
      group.push(readOne(source, file, signal, isDry));
    }
    const files = await Promise.all(group);
    part.push(...files);
    held = part.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
    if (held < PART_BYTES && files.length > 0) continue;
    yield part;
    [part, held] = [[], 0];
  }
  if (part.length > 0) yield part;
}

async function readOne(source: Source, file: WantedFile, signal: AbortSignal, isDry: boolean): Promise<ReadFile> {
  if (file.isRemoved) return { ...file, bytes: undefined, size: 0, isMissing: false };
  if (isDry && source.sizeOf !== undefined) {
    const size = await source.sizeOf(file);
    return { ...file, bytes: undefined, size: size ?? 0, isMissing: size === undefined };
  }
  const bytes = await source.file(file, signal);
  return { ...file, bytes, size: bytes?.length ?? 0, isMissing: bytes === undefined };
}
