import type { DeskDefaults } from '../config';
import { LANGUAGE_CODES } from '../config/languages';
import { readExtensions, readLanguage, readPublicUrl } from '../config/readers';
import { readMask } from '../config/ticket-mask';
import type { DeskSettings, PortalTextKey, SettingRow } from '../store/desk/settings';
import { describePicture, LOGO_LENGTH, readLogo, readPortalColour } from './portal-settings';
import { authservId, country, email, oneOf, text, whole } from './setting-readers';

/** A setting's value, as the database stores it. */
export type Value = string | number | string[];

/** One setting, and how to read its value. */
export interface Setting {
  /** The member of DeskSettings that it sets. */
  key: Exclude<keyof DeskSettings, 'defaults'>;
  description: string;
  /** @throws Error saying what the value must be */
  read(text: string): Value;
  /** How long its text may be, if longer than usual. */
  longest?: number;
  /** What the activity log says of a value, if not the value itself. */
  describe?(text: string): string;
  /** The table that must have a row of that name or id, if the value refers to one. */
  names?: 'priority' | 'department';
}

const LARGEST_INTEGER = 2_147_483_647;

/** A text of the operator's for the pages: one for every language, and one for each. */
function portalText(
  name: 'Footer' | 'Title' | 'Welcome',
  description: string,
  longest: number,
): Record<string, Setting> {
  const codes = [...LANGUAGE_CODES].sort();
  const own = codes.map((code): [string, Setting] => [
    `Portal${name}.${code}`,
    {
      key: `portal${name}.${code}`,
      description: `The same in the language with the code ${code}, if it is to be another text there`,
      read: text(longest),
    },
  ]);
  return { [`Portal${name}`]: { key: `portal${name}`, description, read: text(longest) }, ...Object.fromEntries(own) };
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
  CompareDays: {
    key: 'compareDays',
    description: 'How many days to keep what comparing with the old desk has found; 0 keeps it forever',
    read: whole(0, 36_500),
  },
  CompareReads: {
    key: 'compareReads',
    description: 'Whose answers callers get while both desks are asked and compared: ours, theirs, or off',
    read: oneOf('off', 'ours', 'theirs'),
  },
  CompareShare: {
    key: 'compareShare',
    description: 'How many of a hundred calls to compare with the old desk',
    read: whole(1, 100),
  },
  DefaultCountry: { key: 'defaultCountry', description: 'The country of clients that do not name one', read: country },
  Email: { key: 'email', description: 'The sender address of mail, where a department has none', read: email },
  EventDays: {
    key: 'eventDays',
    description: 'How many days to keep events and their deliveries; 0 keeps them forever',
    read: whole(0, 36_500),
  },
  Language: { key: 'language', description: 'The language of people who do not choose one', read: readLanguage },
  MailAuthservId: {
    key: 'mailAuthservId',
    description: "The name of the mail server whose Authentication-Results tell staff's mail from others', or empty",
    read: authservId,
  },
  MailPlusAddresses: {
    key: 'mailPlusAddresses',
    description: 'Whether the mail server delivers support+anything@example.com to support@example.com: on or off',
    read: oneOf('on', 'off'),
  },
  MailToClosedTickets: {
    key: 'mailToClosedTickets',
    description: "What a customer's mail does to a closed ticket: reopen it, or refuse the mail",
    read: oneOf('reopen', 'refuse'),
  },
  Mirror: {
    key: 'mirror',
    description: 'Whether new tickets and replies are written to the old desk, or read from it: off, push or pull',
    read: oneOf('off', 'push', 'pull'),
  },
  PortalColour: {
    key: 'portalColour',
    description: 'The colour of links and buttons on the pages for people, such as #1656b8',
    read: readPortalColour,
  },
  ...portalText('Footer', 'What stands at the foot of the pages for people, in Markdown', 5_000),
  PortalLogo: {
    key: 'portalLogo',
    description: 'The picture at the top of the pages for people, as a data: URL',
    read: readLogo,
    longest: LOGO_LENGTH,
    describe: describePicture,
  },
  ...portalText('Title', 'What the pages for people are called, if not as the company', 250),
  ...portalText('Welcome', "What stands on clients' first page, in Markdown", 5_000),
  ReceivedMailDays: {
    key: 'receivedMailDays',
    description: 'How many days to keep received mail as it came; 0 keeps it forever',
    read: whole(0, 36_500),
  },
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
  TicketGuestConfirmation: {
    key: 'ticketGuestConfirmation',
    description: "Whether a guest's ticket from the page for new tickets waits for a click in a mail: on or off",
    read: oneOf('on', 'off'),
  },
  TicketGuestOpening: {
    key: 'ticketGuestOpening',
    description: 'Whether guests may open tickets on the page for new tickets: on or off',
    read: oneOf('on', 'off'),
  },
  TicketMask: {
    key: 'ticketMask',
    description: 'Ticket numbers: %n digit, %A and %a letter, %y year, %m month, %d day, %i ticket id',
    read: readMask,
  },
  TicketRatingEnabled: {
    key: 'ticketRatingEnabled',
    description: 'Whether customers are asked to rate closed tickets and the replies of staff: on or off',
    read: oneOf('on', 'off'),
  },
  TicketSubjectTag: {
    key: 'ticketSubjectTag',
    description: 'What the subjects of mail call a ticket: [Ticket #N] or [Ticket ID: N]',
    read: oneOf('[Ticket #N]', '[Ticket ID: N]'),
  },
  UnknownActionText: {
    key: 'unknownActionText',
    description: 'The refusal of an unknown action; {action} stands for its name',
    read: text(500),
  },
  UnknownCustomFields: {
    key: 'unknownCustomFields',
    description: 'What to do with the value of a custom field that does not exist: ignore or refuse',
    read: oneOf('ignore', 'refuse'),
  },
  UnknownPriority: {
    key: 'unknownPriority',
    description: 'What to do with a new ticket whose priority does not exist: ignore the priority or refuse the ticket',
    read: oneOf('ignore', 'refuse'),
  },
  UnsupportedActionText: {
    key: 'unsupportedActionText',
    description: 'The refusal of a WHMCS action that Hatchdesk lacks; {action} stands for its name',
    read: text(500),
  },
  UpstreamLookup: {
    key: 'upstreamLookup',
    description: 'Whether clients, services and domains that a call names are looked up in the old desk: on or off',
    read: oneOf('on', 'off'),
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

/** What the activity log says of a setting's text. */
export const loggedText = (name: string, text: string): string => SETTINGS[name]?.describe?.(text) ?? text;

/** The text form of a setting's default. */
export const defaultText = (desk: DeskSettings, name: string): string => settingText(desk.defaults ?? desk, name);

const NO_PORTAL_TEXTS = Object.fromEntries(
  (['Footer', 'Title', 'Welcome'] as const).flatMap((name) =>
    ['', ...LANGUAGE_CODES.map((code) => `.${code}`)].map((suffix) => [`portal${name}${suffix}`, '']),
  ),
  // The entries are those of the type. Object.fromEntries forgets their keys.
) as Record<PortalTextKey, string>;

/** The settings of a desk with nothing set in the database: those of the environment, and our own defaults. */
export const defaultSettings = (fromEnvironment: DeskDefaults): DeskSettings => ({
  companyName: 'Hatchdesk',
  language: 'english',
  defaultCountry: 'US',
  activityLogDays: 0,
  compareDays: 30,
  compareReads: 'off',
  compareShare: 100,
  eventDays: 30,
  mailAuthservId: '',
  mailPlusAddresses: 'on',
  mailToClosedTickets: 'reopen',
  mirror: 'off',
  portalColour: '',
  portalLogo: '',
  ...NO_PORTAL_TEXTS,
  receivedMailDays: 30,
  ticketGuestConfirmation: 'off',
  ticketGuestOpening: 'on',
  ticketRatingEnabled: 'on',
  ticketSubjectTag: '[Ticket #N]',
  unknownActionText: 'Command Not Found',
  unknownCustomFields: 'ignore',
  unknownPriority: 'ignore',
  unsupportedActionText: 'The WHMCS action "{action}" is not supported by Hatchdesk',
  upstreamLookup: 'on',
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
