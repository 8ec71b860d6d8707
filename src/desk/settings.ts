import type { DeskDefaults } from '../config';
import { readExtensions, readLanguage, readPublicUrl } from '../config/readers';
import { readMask } from '../config/ticket-mask';
import type { DeskSettings, SettingRow } from '../store/desk/settings';
import { isEmail } from '../tickets/authors';

/** A setting's value, as the database stores it. */
export type Value = string | number | string[];

/** One setting, and how to read its value. */
export interface Setting {
  /** The member of DeskSettings that it sets. */
  key: Exclude<keyof DeskSettings, 'defaults'>;
  description: string;
  /** @throws Error saying what the value must be */
  read(text: string): Value;
  /** The table that must have a row of that name or id, if the value refers to one. */
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

function ignoreOrRefuse(value: string): string {
  const word = value.trim().toLowerCase();
  if (word !== 'ignore' && word !== 'refuse') throw new Error('must be ignore or refuse');
  return word;
}

function country(value: string): string {
  if (!/^[A-Za-z]{2}$/.test(value)) throw new Error('must be a country code of two letters');
  return value.toUpperCase();
}

/**
 * The settings that can be changed while the desk runs, by name. The names are WHMCS's where it has one. A setting that
 * is not in the database takes its value from the environment, or else its default.
 */
export const SETTINGS: Record<string, Setting> = {
  ActivityLogDays: {
    key: 'activityLogDays',
    description: 'How many days to keep the activity log; 0 keeps it forever',
    read: whole(0, 36_500),
  },
  CompanyName: { key: 'companyName', description: 'The company that runs the desk', read: text(250) },
  DefaultCountry: { key: 'defaultCountry', description: 'The country of clients that do not name one', read: country },
  Email: { key: 'email', description: 'The sender address of mail', read: email },
  Language: { key: 'language', description: 'The language of people who do not choose one', read: readLanguage },
  SystemURL: { key: 'publicUrl', description: "The desk's address as seen from outside", read: readPublicUrl },
  TicketAllowedFileTypes: {
    key: 'attachmentExtensions',
    description: 'The file types that are allowed, separated by commas, such as .txt,.pdf',
    read: (value) => [...readExtensions(value)],
  },
  TicketAttachmentMaxBytes: {
    key: 'attachmentMaxBytes',
    description: 'The largest file allowed, in bytes',
    read: whole(1, 104_857_600),
  },
  TicketAttachmentMaxFiles: {
    key: 'attachmentMaxFiles',
    description: 'How many files one call may have',
    read: whole(0, 100),
  },
  TicketDefaultDepartment: {
    key: 'defaultDepartmentId',
    description: 'The id of the department of tickets that do not name one',
    read: whole(1, LARGEST_INTEGER),
    names: 'department',
  },
  TicketDefaultPriority: {
    key: 'defaultPriority',
    description: 'The priority of tickets that do not name one',
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
    description: 'The refusal of an unknown action; {action} stands for its name',
    read: text(500),
  },
  UnknownCustomFields: {
    key: 'unknownCustomFields',
    description: 'What to do with the value of a custom field that does not exist: ignore or refuse',
    read: ignoreOrRefuse,
  },
  UnknownPriority: {
    key: 'unknownPriority',
    description: 'What to do with a new ticket whose priority does not exist: ignore the priority or refuse the ticket',
    read: ignoreOrRefuse,
  },
  UnsupportedActionText: {
    key: 'unsupportedActionText',
    description: 'The refusal of a WHMCS action that Hatchdesk lacks; {action} stands for its name',
    read: text(500),
  },
};

const NAMES = new Map(Object.keys(SETTINGS).map((name) => [name.toLowerCase(), name]));

/** The proper spelling of a setting's name, given in any letter case; undefined if there is no such setting. */
export const settingName = (name: string): string | undefined => NAMES.get(name.trim().toLowerCase());

/** A setting's value, in the text form in which callers set it. */
export function settingText(desk: DeskSettings, name: string): string {
  const key = SETTINGS[name]?.key;
  const value = key === undefined ? undefined : desk[key];
  return value === undefined ? '' : valueText(value instanceof Set ? [...value] : (value as string | number));
}

/** The text form of a value that was already read. */
export const valueText = (value: Value): string =>
  Array.isArray(value) ? value.map((extension) => `.${extension}`).join(',') : String(value);

/** The text form of a setting's default. */
export const defaultText = (desk: DeskSettings, name: string): string => settingText(desk.defaults ?? desk, name);

/** The settings of a desk with nothing set in the database: those of the environment, and our own defaults. */
export const defaultSettings = (fromEnvironment: DeskDefaults): DeskSettings => ({
  companyName: 'Hatchdesk',
  email: '',
  language: 'english',
  defaultCountry: 'US',
  activityLogDays: 0,
  unknownActionText: 'Command Not Found',
  unknownCustomFields: 'ignore',
  unknownPriority: 'ignore',
  unsupportedActionText: 'The WHMCS action "{action}" is not supported by Hatchdesk',
  // Last, so that tests can give a desk other defaults of any kind.
  ...fromEnvironment,
});

/** Applies the settings in the database. Settings that this version does not know are ignored. */
export function withSettings(defaults: DeskSettings, rows: SettingRow[]): DeskSettings {
  const set = rows.flatMap(({ name, value }) => {
    const key = SETTINGS[name]?.key;
    return key === undefined ? [] : [[key, Array.isArray(value) ? new Set(value) : value] as const];
  });
  return { ...defaults, ...Object.fromEntries(set), defaults };
}
