import type { MailSettings } from './mail';
import type { MailInSettings } from './mail-in';
import type { UpstreamConfig } from './upstream';

/** All settings from the environment, read and checked once. Other files get values and never read variables. */
export interface Config {
  host: string;
  port: number;
  /** The number of processes that answer calls. With 1, there is no other process. */
  workers: number;
  /** Where the metrics are. Undefined if there are none. */
  metrics: { host: string; port: number } | undefined;
  /** The folder of the embedded database, which a database URL replaces, and of the desk's key. */
  dataDirectory: string;
  /** What seals secrets that must be readable. Undefined for the key in the data folder. */
  key: Buffer | undefined;
  /** May name several hosts: `hostsOf` reads them. */
  databaseUrl: string | undefined;
  /** One or several hosts that may answer lists, searches and counts. Undefined if the primary answers everything. */
  readUrl: string | undefined;
  database: DatabaseSettings;
  migrateAtStart: boolean;
  /** The cost of a password hash: bcrypt runs 2 to this power rounds. */
  passwordCost: number;
  /** The allow list: CIDR networks that may call. Undefined allows any address. */
  allowedNetworks: string[] | undefined;
  trustedProxies: string[];
  accessKey: string | undefined;
  first: { identifier?: string; secret?: string; adminUsername?: string; adminPassword?: string };
  desk: DeskDefaults;
  /** The folder in the public URL, such as `/support`: everything answers below it too. Empty if there is none. */
  folder: string;
  limits: Limits;
  tokens: TokenLifetimes;
  /** The path prefix of the reseller API, without a trailing slash. */
  keliwebPrefix: string;
  /** Origins whose pages may call the APIs that take tokens. Undefined allows any origin. */
  corsOrigins: string[] | undefined;
  /** The limit of each caller's calls. Undefined for none. */
  callsPerMinute: number | undefined;
  /** Applies to each user of the HelpDeskEddy API. */
  rateLimit: { requestsPerMinute: number; banMinutes: number };
  /** The format in which list and get actions answer a call without `responsetype`. */
  listResponseType: 'xml' | 'nvp';
  mail: MailSettings;
  mailIn: MailInSettings;
  /** The old desk beside this one. Undefined if there is none. */
  upstream: UpstreamConfig | undefined;
  logLevel: string;
  hooks: {
    /** The folder with the operator's own code. Undefined if none is to be run. */
    folder: string | undefined;
    /** Whether the operator named the folder, so that it should be there. */
    isNamed: boolean;
    /** The variables that hooks see: all but those that may hold secrets of this server. */
    environment: Record<string, string>;
  };
}

interface DatabaseSettings {
  poolSize: number;
  statementTimeoutMs: number;
  connectTimeoutMs: number;
  /** Whether to prepare statements: `auto` does so unless a pooler lies between us and the server. */
  prepare: 'auto' | 'on' | 'off';
}

export interface TokenLifetimes {
  accessSeconds: number;
  refreshSeconds: number;
}

/** Defaults for the desk's own rules. Settings in the database override them. */
export interface DeskDefaults {
  ticketMask: string;
  /** The IANA name of the zone to assume for dates without one, in calls and in answers. */
  timeZone: string;
  defaultPriority: string;
  /** The department of tickets that don't name one. Undefined stands for the first department. */
  defaultDepartmentId: number | undefined;
  /** Lower-case extensions without the dot. */
  attachmentExtensions: ReadonlySet<string>;
  attachmentMaxBytes: number;
  attachmentMaxFiles: number;
  /** The desk's address as seen from outside, for links in answers; without a trailing slash. */
  publicUrl: string;
  /** CIDR networks that webhooks may lead to although they are not public. */
  webhookNetworks: string[];
  /** The address that mail comes from where a department has none; empty if not set. */
  email: string;
}

export interface Limits {
  /** The size of one request body, in bytes. */
  bodyBytes: number;
  /** The total size of all request bodies that are being read or answered, in bytes. */
  bodyBytesAtOnce: number;
  /** The number of requests that are being answered. */
  requestsAtOnce: number;
  /** The number of event streams, in all and of one caller. */
  eventStreams: number;
  eventStreamsPerCaller: number;
}
