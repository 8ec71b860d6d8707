import fs from 'node:fs';
import { type FoundKey, keyFileIn, readKeyFile, writeKeyFile } from '../access/key-file';
import { keyIdOf } from '../access/sealed';
import { readKey } from '../config/readers';
import type { SingleConnection } from '../database/single-connection';
import { hasKeyId, readKeyId } from '../store/access/desk-key';
import type { Place } from './backup';

const keyOf = (found: FoundKey | undefined): Buffer | undefined =>
  found !== undefined && 'key' in found ? found.key : undefined;

/**
 * The key of the desk that a backup must hold, so that the restored desk can open its secrets. A key in a variable is kept
 * by whoever set it, and a dump has no room for one.
 *
 * @returns `told` says to the operator where it is
 */
export function keyToSave({ databaseUrl, dataDirectory, key }: Place): { saved: string | undefined; told: string } {
  if (key !== undefined) return { saved: undefined, told: 'not in the backup: keep HATCHDESK_KEY' };
  const file = keyFileIn(dataDirectory);
  const found = keyOf(readKeyFile(file));
  if (databaseUrl !== undefined) return { saved: undefined, told: `not in the backup: keep ${found ? file : 'it'}` };
  return found === undefined
    ? { saved: undefined, told: 'none' }
    : { saved: found.toString('base64'), told: 'in the backup' };
}

/**
 * Puts the key that a backup holds into the data folder. Another one is kept beside it, with the old data.
 *
 * @param suffix what is appended to the name of the old one
 */
export function restoreKey(saved: string | undefined, { dataDirectory, key }: Place, suffix: string): void {
  if (saved === undefined || key !== undefined) return;
  const file = keyFileIn(dataDirectory);
  const wanted = readKey(saved);
  if (keyOf(readKeyFile(file))?.equals(wanted)) return;
  if (fs.existsSync(file)) fs.renameSync(file, `${file}${suffix}`);
  writeKeyFile(file, wanted);
}

/** Finds out whether the key that opens a restored desk's secrets is here, in words for the operator. */
export function tellKey(keyId: string | undefined, { dataDirectory, key }: Place): string {
  if (keyId === undefined) return 'none';
  const own = key ?? keyOf(readKeyFile(keyFileIn(dataDirectory)));
  return own !== undefined && keyIdOf(own) === keyId
    ? 'fits'
    : "missing, so that secrets cannot be opened: set HATCHDESK_KEY to the old desk's key";
}

/** Reads which key seals a desk's secrets. @returns undefined if none does, or the desk is of a version without one */
export async function restoredKeyId(single: Pick<SingleConnection, 'query'>): Promise<string | undefined> {
  return (await hasKeyId(single)) ? readKeyId(single) : undefined;
}
