import { MAX_AGE_NOT_LISTENING_MS, Remembered } from '../access/remembered';
import type { Changes } from '../database/listen';
import type { Db } from '../database/pool';
import { type Catalogue, loadCatalogue } from '../store/desk/catalogue';

/** Creates the cache of the catalogue. */
export const createRememberedCatalogue = (): Remembered<Catalogue> => new Remembered(MAX_AGE_NOT_LISTENING_MS);

/**
 * Returns a function for the current catalogue, which sees a change by any process within a second. If it is not
 * remembered, it is loaded in the transaction of the call that asks: waiting for another connection while holding one
 * could last for ever.
 */
export function catalogueReader(
  changes: Changes,
  remembered: Remembered<Catalogue>,
): (db: Db, which?: 'fresh') => Promise<Catalogue> {
  return async (db, which) => {
    if (which === 'fresh') return loadCatalogue(db);
    return (await remembered.get('desk', changes, () => loadCatalogue(db))) ?? loadCatalogue(db);
  };
}
