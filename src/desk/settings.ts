import type { DeskDefaults } from '../config';
import { readExtensions, readLanguage, readPublicUrl } from '../config/readers';
import { readMask } from '../config/ticket-mask';
import type { DeskSettings, SettingRow } from '../store/desk/settings';
import { isEmail } from '../tickets/authors';

/** As the database keeps it. */
export type Value = string | number | string[];

/** What a setting may be set to, and how it is written. */
export interface Setting {
  /** The member of the desk's settings that it is. */
  key: Exclude<keyof DeskSettings, 'defaults'>;
  description: string;
  /** @throws Error saying what the value must be. */
  read(text: string): Value;
  /** Which table must have a row of that name or id, where there must be one. */
  names?: 'priority' | 'department';
}

const LARGEST_INTEGER = 2_147_483_647;

const text =
  (longest: number) =>
  (value: string): string => {
    if (value.length > longest) throw new Error(`may have at most ${longest} characters`);
    return value;
  };

const whole =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,10}$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) throw new Error(`must be a whole number from ${least} to ${most}`);
    return number;
  };

function email(value: string): string {
  if (!isEmail(value)) throw new Error('must be an e-mail address');
  return value.trim();
}

function country(value: string): string {
  if (!/^[A-Za-z]{2}$/.test(value)) throw new Error('must be a country code of two letters');
  return value.toUpperCase();
}

/**
 * What can be set while the desk runs, by the name under which it is set: WHMCS's where it has one. Where nobody set it, it
 * is what the environment says, or else its default.
 */
export const SETTINGS: Record<string, Setting> = {
  ActivityLogDays: {
    key: 'activityLogDays',
    description: 'For how many days the activity log is kept; 0 keeps it for good',
    read: whole(0, 36_500),
  },
  CompanyName: { key: 'companyName', description: 'Who runs the desk', read: text(250) },
  DefaultCountry: { key: 'defaultCountry', description: 'The country of clients that name none', read: country },
  Email: { key: 'email', description: 'The e-mail address that mail comes from', read: email },
  Language: { key: 'language', description: 'The language of those who name none', read: readLanguage },
  SystemURL: { key: 'publicUrl', description: 'How the desk is reached from outside', read: readPublicUrl },
  TicketAllowedFileTypes: {
    key: 'attachmentExtensions',
    description: 'The allowed types of files, a comma list such as .txt,.pdf',
    read: (value) => [...readExtensions(value)],
  },
  TicketAttachmentMaxBytes: {
    key: 'attachmentMaxBytes',
    description: 'The size of one file',
    read: whole(1, 104_857_600),
  },
  TicketAttachmentMaxFiles: { key: 'attachmentMaxFiles', description: 'Files in one call', read: whole(0, 100) },
  TicketDefaultDepartment: {
    key: 'defaultDepartmentId',
    description: 'The id of the department of tickets that name none',
    read: whole(1, LARGEST_INTEGER),
    names: 'department',
  },
  TicketDefaultPriority: {
    key: 'defaultPriority',
    description: 'The priority of tickets that name none',
    read: text(250),
    names: 'priority',
  },
  TicketMask: {
    key: 'ticketMask',
    description: 'Ticket numbers: %n digit, %A and %a letter, %y year, %m month, %d day, %i ticket id',
    read: readMask,
  },
  UnknownActionText: {
    key: 'unknownActionText',
    description: 'The refusal of an action that nobody knows; {action} stands for its name',
    read: text(500),
  },
  UnsupportedActionText: {
    key: 'unsupportedActionText',
    description: 'The refusal of an action that WHMCS has and Hatchdesk has not; {action} stands for its name',
    read: text(500),
  },
};

const NAMES = new Map(Object.keys(SETTINGS).map((name) => [name.toLowerCase(), name]));

/** The spelling of a setting's name that was given in any letter case. */
export const settingName = (name: string): string | undefined => NAMES.get(name.trim().toLowerCase());

/** A setting's value as text, as it is set. */
export function settingText(desk: DeskSettings, name: string): string {
  const key = SETTINGS[name]?.key;
  const value = key === undefined ? undefined : desk[key];
  return value === undefined ? '' : valueText(value instanceof Set ? [...value] : (value as string | number));
}

/** The same of a value that was read. */
export const valueText = (value: Value): string =>
  Array.isArray(value) ? value.map((extension) => `.${extension}`).join(',') : String(value);

/** What a setting is where nobody set it, as text. */
export const defaultText = (desk: DeskSettings, name: string): string => settingText(desk.defaults ?? desk, name);

/** What the desk's settings are where nobody set anything: what the environment says, and our own defaults. */
export const defaultSettings = (fromEnvironment: DeskDefaults): DeskSettings => ({
  ...fromEnvironment,
  companyName: 'Hatchdesk',
  email: '',
  language: 'english',
  defaultCountry: 'US',
  activityLogDays: 0,
  unknownActionText: 'Command Not Found',
  unsupportedActionText: 'The WHMCS action "{action}" is not supported by Hatchdesk',
});

/** The desk's settings with what was set in the database. What this version does not know is left alone. */
export function withSettings(defaults: DeskSettings, rows: SettingRow[]): DeskSettings {
  const set = rows.flatMap(({ name, value }) => {
    const key = SETTINGS[name]?.key;
    return key === undefined ? [] : [[key, Array.isArray(value) ? new Set(value) : value] as const];
  });
  return { ...defaults, ...Object.fromEntries(set), defaults };
}
