import type { DeskDefaults, LanguageCode } from '../../config';
import type { Db } from '../../database/pool';

/** A text of the operator's on the pages for people: for every language, or for the one that is named. */
export type PortalTextKey = `portal${'Footer' | 'Title' | 'Welcome'}${'' | `.${LanguageCode}`}`;

/** The settings in force: those that the environment can set too, and those that only the database has. */
export interface DeskSettings extends DeskDefaults, Record<PortalTextKey, string> {
  companyName: string;
  language: string;
  /** Two letters. */
  defaultCountry: string;
  /** How long the activity log is kept; 0 for ever. */
  activityLogDays: number;
  /** How long events and their deliveries are kept; 0 for ever. */
  eventDays: number;
  /** How long what comparing with the old desk has found is kept; 0 for ever. */
  compareDays: number;
  /** Whose answers callers get while both desks are asked. */
  compareReads: 'off' | 'ours' | 'theirs';
  /** How many of a hundred calls are compared. */
  compareShare: number;
  /** Whether clients, services and domains that a call names are looked up in the old desk if they are not here. */
  upstreamLookup: 'on' | 'off';
  /** `{action}` stands for the name of the requested action. */
  unknownActionText: string;
  unsupportedActionText: string;
  /** Shows in the subject of a mail which ticket it is about. `N` stands for the number. */
  ticketSubjectTag: '[Ticket #N]' | '[Ticket ID: N]';
  /** The colour of links and buttons on the pages for people, `#rrggbb`; empty for our own. */
  portalColour: string;
  /** The picture at the top of the pages for people, as a `data:` URL; empty for none. */
  portalLogo: string;
  /** Whether the mail server delivers `support+TOKEN@example.com` to `support@example.com`. */
  mailPlusAddresses: 'on' | 'off';
  /** The name under which our own mail server says whether From is true; empty if it says nothing. */
  mailAuthservId: string;
  /** What to do with a customer's mail to a closed ticket. */
  mailToClosedTickets: 'reopen' | 'refuse';
  /** Whether new tickets and replies are written to the upstream, the old desk, or read from it. */
  mirror: 'off' | 'push' | 'pull';
  /** Whether customers are asked to rate closed tickets and the replies of staff. */
  ticketRatingEnabled: 'on' | 'off';
  /** How long the bytes of received mail are kept; 0 for ever. */
  receivedMailDays: number;
  /** What to do with values of custom fields that don't exist, and with priorities that don't. */
  unknownCustomFields: 'ignore' | 'refuse';
  unknownPriority: 'ignore' | 'refuse';
  /** Whether guests may open tickets on the page for new tickets. */
  ticketGuestOpening: 'on' | 'off';
  /** Whether a guest's ticket from that page waits until the guest follows a link in a mail. */
  ticketGuestConfirmation: 'on' | 'off';
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
