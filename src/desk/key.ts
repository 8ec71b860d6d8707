import type { Logger } from 'pino';
import type { DeskKey, KeyState } from '../access/desk-key';
import { isSealed } from '../access/sealed';
import type { Database, Db } from '../database/pool';
import { ApiError } from '../errors';
import { listSealedValues, replaceValue, type SealedValue } from '../store/access/sealed-values';

/** Names a value as it is sealed. */
const nameOf = ({ owner, id, what }: SealedValue): string => `${owner}:${id}:${what}`;

/** Names the owners of values that cannot be opened with this key, such as `webhook 7`. */
export const findUnopenable = (key: Pick<DeskKey, 'open'>, values: readonly SealedValue[]): string[] => [
  ...new Set(values.filter((value) => key.open(value.value, nameOf(value)) === undefined).map(({ known }) => known)),
];

/**
 * Prepares the key of the desk for a server: makes one on a new desk, seals secrets that an older version stored as they
 * were, and tells the log what this process cannot use. Any number of processes may do it at once.
 */
export async function prepareKey(
  { key, database }: { key: DeskKey; database: Pick<Database, 'transaction'> },
  log: Pick<Logger, 'info' | 'warn'>,
): Promise<void> {
  const isNew = key.state().id === undefined;
  const sealed = await database
    .transaction('write', async (db) => {
      await key.claim(db);
      return sealPlain(key, db);
    })
    .catch((error: unknown) => {
      if (error instanceof ApiError && error.kind === 'invalid') return undefined;
      throw error;
    });
  if (sealed === undefined) {
    const { file, ...state } = key.state();
    log.warn(
      { problem: wrongFile(state, file), file, todo: TODO },
      "this server lacks the desk's key, so it cannot keep secrets",
    );
  } else if (isNew) {
    log.info({ file: key.state().file }, 'the key of the desk was made: keep a copy of it');
  }
  if (sealed !== undefined && sealed > 0) log.info({ sealed }, 'secrets were sealed');
  const unopenable = findUnopenable(key, await database.transaction('read', listSealedValues));
  if (unopenable.length > 0) log.warn({ of: unopenable, todo: TODO }, 'secrets cannot be opened with this key');
}

/** What is wrong with the file of a key that is not the desk's. */
export const wrongFile = ({ id, problem }: Pick<KeyState, 'id' | 'problem'>, file: string): string =>
  problem ?? (id === undefined ? `${file} is missing` : `${file} is not the desk's key`);

/** What to do without the key. */
export const TODO =
  "set HATCHDESK_KEY to the desk's key, or put the file key back into HATCHDESK_DATA; if it is lost, set a new one and renew the secrets as docs/CONFIGURATION.md says";

/** @returns how many values were sealed */
async function sealPlain(key: DeskKey, db: Db): Promise<number> {
  const plain = (await listSealedValues(db)).filter(({ value }) => !isSealed(value));
  for (const value of plain) replaceValue(db, value, await key.seal(db, value.value, nameOf(value)));
  return plain.length;
}
