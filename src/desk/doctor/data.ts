import type { Config } from '../../config';
import { inspectDataFolder } from '../../postgres/data-folder';
import { bad, type Check, fine, hint } from './check';

const MEGABYTE = 1024 * 1024;
/** PostgreSQL needs this much for its log alone. */
const LEAST_FREE_BYTES = 100 * MEGABYTE;
const LITTLE_FREE_BYTES = 1024 * MEGABYTE;
const LEAST_FREE_FILES = 1000;

interface DataFindings {
  checks: Check[];
  /** Whether there is a database to look at. */
  isOpenable: boolean;
}

/** Checks the folder of the embedded database, without starting it. */
export async function examineData(
  { databaseUrl, dataDirectory }: Config,
  machine: { platform: string; arch: string },
): Promise<DataFindings> {
  if (databaseUrl !== undefined) return { checks: [fine('data', 'the server of DATABASE_URL')], isOpenable: true };
  let folder: Awaited<ReturnType<typeof inspectDataFolder>>;
  try {
    folder = await inspectDataFolder(dataDirectory, machine);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const isForeign = problem.includes('another user');
    return { checks: [bad('data', isForeign ? `${problem}: run as that user` : problem)], isOpenable: false };
  }
  const { place, isFilled, problem, servedBy, freeBytes, freeFiles } = folder;
  const free = `${Math.round(freeBytes / MEGABYTE)} MB are free`;
  const disk =
    freeBytes < LEAST_FREE_BYTES
      ? bad('disk', `nearly full: only ${free} at ${place}; free space or enlarge the disk`)
      : freeFiles < LEAST_FREE_FILES
        ? bad('disk', `nearly full: only ${freeFiles} more files fit at ${place}; remove small files`)
        : freeBytes < LITTLE_FREE_BYTES
          ? hint('disk', `${free} at ${place}; free space before it is full`)
          : fine('disk', free);
  if (problem !== undefined) return { checks: [bad('data', problem), disk], isOpenable: false };
  if (!isFilled) {
    return { checks: [fine('data', `no database yet; the first start makes it: ${place}`), disk], isOpenable: false };
  }
  const served = servedBy === undefined ? '' : `, served by process ${servedBy}`;
  return { checks: [fine('data', `${place}${served}`), disk], isOpenable: true };
}
