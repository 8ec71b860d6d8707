import type { DeskDefaults } from '../../config';
import type { Db } from '../../database/pool';

/** The desk's settings as the desk uses them: the environment's, and those that only the database has. */
export interface DeskSettings extends DeskDefaults {
  companyName: string;
  /** Where mail comes from; empty where nobody has said. */
  email: string;
  language: string;
  /** Two letters. */
  defaultCountry: string;
  /** How long the activity log is kept; zero keeps it for good. */
  activityLogDays: number;
  /** `{action}` stands for the name that was asked for. */
  unknownActionText: string;
  unsupportedActionText: string;
  /** What all of these are where nobody set anything; absent from the defaults themselves. */
  defaults?: DeskSettings;
}

/** A setting that was given a value other than its default. */
export interface SettingRow {
  name: string;
  value: unknown;
}

export const listSettings = (db: Db): Promise<SettingRow[]> => db.query('select name, value from settings');

/** What a setting was given; undefined where nobody gave it anything. */
export async function findSetting(db: Db, name: string): Promise<unknown> {
  const [row] = await db.query<{ value: unknown }>('select value from settings where name = $1', [name]);
  return row?.value;
}

/** It does not wait: the commit does. */
export function writeSetting(db: Db, name: string, value: unknown, now: Date): void {
  db.send(
    `insert into settings (name, value, updated_at) values ($1, $2, $3)
     on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [name, JSON.stringify(value), now],
  );
}

/** It does not wait: the commit does. */
export function eraseSetting(db: Db, name: string): void {
  db.send('delete from settings where name = $1', [name]);
}
