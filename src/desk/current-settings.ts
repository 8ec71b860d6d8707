import { Remembered, UNHEARD_MS } from '../access/remembered';
import type { Changes } from '../database/changes';
import type { Database } from '../database/pool';
import { type DeskSettings, listSettings } from '../store/desk/settings';
import { withSettings } from './settings';

/** Where the desk's settings are kept between two changes to them. */
export const createRememberedSettings = (): Remembered<DeskSettings> => new Remembered(UNHEARD_MS);

/** Gives the settings as they are now: a change by any process is seen within a second. */
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
