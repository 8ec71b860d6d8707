import type { DeskDefaults } from '../../config';
import type { Db } from '../../database/pool';

/** The settings in force: those that the environment can set too, and those that only the database has. */
export interface DeskSettings extends DeskDefaults {
  companyName: string;
  /** The sender of mail; empty if not set. */
  email: string;
  language: string;
  /** Two letters. */
  defaultCountry: string;
  /** How long the activity log is kept; 0 for ever. */
  activityLogDays: number;
  /** `{action}` stands for the name of the requested action. */
  unknownActionText: string;
  unsupportedActionText: string;
  /** What to do with values of custom fields that don't exist, and with priorities that don't. */
  unknownCustomFields: 'ignore' | 'refuse';
  unknownPriority: 'ignore' | 'refuse';
  /** The same settings without what is stored in the database; absent in the defaults themselves. */
  defaults?: DeskSettings;
}

/** A setting that was changed from its default. */
export interface SettingRow {
  name: string;
  value: unknown;
}

/** Lists the settings that were changed. */
export const listSettings = (db: Db): Promise<SettingRow[]> => db.query('select name, value from settings');

/** Finds the value that a setting was changed to; undefined if it has its default. */
export async function findSetting(db: Db, name: string): Promise<unknown> {
  const [row] = await db.query<{ value: unknown }>('select value from settings where name = $1', [name]);
  return row?.value;
}

/** Changes a setting. It does not wait: the commit does. */
export function writeSetting(db: Db, name: string, value: unknown, now: Date): void {
  db.send(
    `insert into settings (name, value, updated_at) values ($1, $2, $3)
     on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [name, JSON.stringify(value), now],
  );
}

/** Gives a setting its default again. It does not wait: the commit does. */
export function eraseSetting(db: Db, name: string): void {
  db.send('delete from settings where name = $1', [name]);
}
