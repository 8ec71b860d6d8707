import { createDeskKey } from '../../access/desk-key';
import { isOpenToOthers } from '../../access/key-file';
import type { Config } from '../../config';
import type { Db } from '../../database/pool';
import { readKeyId } from '../../store/access/desk-key';
import { listSealedValues } from '../../store/access/sealed-values';
import { findUnopenable, TODO, wrongFile } from '../key';
import { bad, type Check, fine, firstOf, hint } from './check';

/** Checks whether the key of the desk is here, and opens its secrets. */
export async function examineKey(db: Db, { key: configured, dataDirectory, databaseUrl }: Config): Promise<Check> {
  const key = createDeskKey(configured, dataDirectory);
  const [keyId, values] = await Promise.all([readKeyId(db), listSealedValues(db)]);
  const { id, file, isFromVariable, problem } = key.state();
  const unusable = findUnopenable(key, values);
  const isOther = keyId !== undefined && id !== keyId && !isFromVariable;
  return firstOf(
    [
      (problem !== undefined || isOther) &&
        bad('key', `${wrongFile({ id, problem }, file)}${unopened(unusable)}: ${TODO}`),
      unusable.length > 0 && bad('key', `the secrets of ${unusable.join(', ')} cannot be opened: ${TODO}`),
      id !== undefined &&
        !isFromVariable &&
        isOpenToOthers(file) &&
        hint('key', `others can read ${file}: chmod 600 it`),
    ],
    fine('key', where(id, isFromVariable, file, databaseUrl !== undefined)),
  );
}

const unopened = (owners: string[]): string =>
  owners.length === 0 ? '' : `, so the secrets of ${owners.join(', ')} cannot be opened`;

function where(id: string | undefined, isFromVariable: boolean, file: string, isServer: boolean): string {
  if (isFromVariable) return 'HATCHDESK_KEY';
  if (id === undefined) return 'none yet; the first start makes it';
  return isServer ? `${file}; other machines need it as HATCHDESK_KEY` : file;
}
