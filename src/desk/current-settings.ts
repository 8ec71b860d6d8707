import { MAX_AGE_NOT_LISTENING_MS, Remembered } from '../access/remembered';
import type { Changes } from '../database/listen';
import type { Database } from '../database/pool';
import { type DeskSettings, listSettings } from '../store/desk/settings';
import { withSettings } from './settings';

/** Creates the cache of the desk's settings. */
export const createRememberedSettings = (): Remembered<DeskSettings> => new Remembered(MAX_AGE_NOT_LISTENING_MS);

/** Returns a function for the current settings. It sees a change by any process within a second. */
export function settingsReader(
  database: Database,
  changes: Changes,
  remembered: Remembered<DeskSettings>,
  defaults: DeskSettings,
): () => Promise<DeskSettings> {
  return async () =>
    (await remembered.get('desk', changes, async () =>
      withSettings(defaults, await database.transaction('read', listSettings)),
    )) ?? defaults;
}
