import { ADDRESSES } from './config/addresses';
import {
  oneOf,
  readExtensions,
  readFolder,
  readId,
  readNetworks,
  readOrigins,
  readPort,
  readPublicUrl,
  readSwitch,
  readTimeZone,
  readWhole,
} from './config/readers';
import { readMask } from './config/ticket-mask';

/** All settings from the environment, read and checked once. Other files get values and never read variables. */
export interface Config {
  host: string;
  port: number;
  /** Where the metrics are. Undefined if there are none. */
  metrics: { host: string; port: number } | undefined;
  /** The folder of the embedded database; unused when a database URL is set. */
  dataDirectory: string;
  databaseUrl: string | undefined;
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
  /** Applies to each user of the HelpDeskEddy API. */
  rateLimit: { requestsPerMinute: number; banMinutes: number };
  /** The format in which list and get actions answer a call without `responsetype`. */
  listResponseType: 'xml' | 'nvp';
  logLevel: string;
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
}

export interface Limits {
  /** The size of one request body, in bytes. */
  bodyBytes: number;
  /** The total size of all request bodies that are being read or answered, in bytes. */
  bodyBytesAtOnce: number;
  /** The number of requests that are being answered. */
  requestsAtOnce: number;
}

const EXTENSIONS =
  'jpg,jpeg,png,gif,webp,bmp,tif,tiff,heic,pdf,txt,log,csv,md,rtf,doc,docx,xls,xlsx,ppt,pptx,odt,ods,odp,zip,gz,tgz,bz2,xz,7z,rar,tar,eml,msg,json,xml,yml,yaml,ics,vcf,mp3,m4a,wav,mp4,mov,webm';

/**
 * Reads the environment.
 *
 * @throws ConfigError naming every wrong variable at once, without the values of secrets
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const check = <T>(name: string, read: () => T, fallback: T): T => {
    try {
      return read();
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message}`);
      return fallback;
    }
  };
  const whole = (name: string, fallback: number, least: number, most: number): number =>
    check(name, () => readWhole(text(name) ?? String(fallback), least, most), fallback);
  const networks = (name: string, fallback: string): string[] =>
    check(name, () => readNetworks(text(name) ?? fallback), []);

  const allowed = text('HATCHDESK_ALLOWED_IPS');
  const attachmentMaxBytes = whole('HATCHDESK_ATTACHMENT_MAX_BYTES', 10_485_760, 1, 104_857_600);
  const bodyBytes = whole('HATCHDESK_MAX_BODY_BYTES', 41_943_040, 1024, 536_870_912);
  const publicUrl = check('HATCHDESK_PUBLIC_URL', () => readPublicUrl(text('HATCHDESK_PUBLIC_URL')), '');
  const metricsPort = check('HATCHDESK_METRICS_PORT', () => readPort(text('HATCHDESK_METRICS_PORT')), undefined);
  const config: Config = {
    host: text('HOST') ?? '127.0.0.1',
    port: whole('PORT', 8080, 0, 65_535),
    metrics:
      metricsPort === undefined
        ? undefined
        : { host: text('HATCHDESK_METRICS_HOST') ?? '127.0.0.1', port: metricsPort },
    dataDirectory: text('HATCHDESK_DATA') ?? './data',
    databaseUrl: check('DATABASE_URL', () => readDatabaseUrl(text('DATABASE_URL')), undefined),
    database: {
      poolSize: whole('HATCHDESK_DB_POOL_SIZE', 10, 2, 200),
      statementTimeoutMs: whole('HATCHDESK_DB_STATEMENT_TIMEOUT_MS', 2500, 100, 4900),
      connectTimeoutMs: whole('HATCHDESK_DB_CONNECT_TIMEOUT_MS', 2000, 100, 4900),
      prepare: check(
        'HATCHDESK_DB_PREPARE',
        () => oneOf(text('HATCHDESK_DB_PREPARE') ?? 'auto', ['auto', 'on', 'off']),
        'auto',
      ),
    },
    migrateAtStart: check('HATCHDESK_MIGRATE', () => readSwitch(text('HATCHDESK_MIGRATE') ?? 'on'), true),
    passwordCost: whole('HATCHDESK_PASSWORD_COST', 12, 10, 16),
    allowedNetworks: allowed === '*' ? undefined : networks('HATCHDESK_ALLOWED_IPS', '127.0.0.0/8,::1'),
    trustedProxies: networks('HATCHDESK_TRUSTED_PROXIES', ''),
    accessKey: check('HATCHDESK_ACCESS_KEY', () => readAccessKey(text('HATCHDESK_ACCESS_KEY')), undefined),
    first: check('HATCHDESK_IDENTIFIER', () => readFirst(env), {}),
    desk: {
      ticketMask: check('HATCHDESK_TICKET_MASK', () => readMask(text('HATCHDESK_TICKET_MASK') ?? '%n%n%n%n%n%n'), ''),
      timeZone: check('HATCHDESK_TIMEZONE', () => readTimeZone(text('HATCHDESK_TIMEZONE')), 'UTC'),
      defaultPriority: text('HATCHDESK_DEFAULT_PRIORITY') ?? 'Medium',
      defaultDepartmentId: check(
        'HATCHDESK_DEFAULT_DEPARTMENT',
        () => readId(text('HATCHDESK_DEFAULT_DEPARTMENT')),
        undefined,
      ),
      attachmentExtensions: check(
        'HATCHDESK_ATTACHMENT_EXTENSIONS',
        () => readExtensions(text('HATCHDESK_ATTACHMENT_EXTENSIONS') ?? EXTENSIONS),
        new Set<string>(),
      ),
      attachmentMaxBytes,
      attachmentMaxFiles: whole('HATCHDESK_ATTACHMENT_MAX_FILES', 20, 0, 100),
      publicUrl,
    },
    folder: check('HATCHDESK_PUBLIC_URL', () => readFolder(publicUrl), ''),
    limits: {
      bodyBytes,
      bodyBytesAtOnce: whole('HATCHDESK_MAX_BODY_BYTES_AT_ONCE', 100_663_296, 1024, 8_589_934_592),
      requestsAtOnce: whole('HATCHDESK_MAX_REQUESTS_AT_ONCE', 1000, 1, 100_000),
    },
    tokens: {
      accessSeconds: whole('HATCHDESK_ACCESS_TOKEN_SECONDS', 3600, 60, 86_400),
      refreshSeconds: whole('HATCHDESK_REFRESH_TOKEN_SECONDS', 864_000, 60, 31_536_000),
    },
    keliwebPrefix: check('HATCHDESK_KELIWEB_PREFIX', () => readPrefix(text('HATCHDESK_KELIWEB_PREFIX')), ''),
    corsOrigins: check('HATCHDESK_CORS_ORIGINS', () => readOrigins(text('HATCHDESK_CORS_ORIGINS') ?? '*'), undefined),
    rateLimit: {
      requestsPerMinute: whole('HATCHDESK_RATE_LIMIT', 300, 1, 1_000_000),
      banMinutes: whole('HATCHDESK_RATE_LIMIT_BAN_MINUTES', 20, 1, 10_080),
    },
    listResponseType: check(
      'HATCHDESK_LIST_RESPONSETYPE',
      () => oneOf(text('HATCHDESK_LIST_RESPONSETYPE') ?? 'xml', ['xml', 'nvp']),
      'xml',
    ),
    logLevel: check(
      'HATCHDESK_LOG_LEVEL',
      () => oneOf(text('HATCHDESK_LOG_LEVEL') ?? 'info', ['debug', 'info', 'warn', 'error', 'silent']),
      'info',
    ),
  };
  if (metricsPort !== undefined && metricsPort !== 0 && metricsPort === config.port) {
    wrong.push('HATCHDESK_METRICS_PORT: must be another port than PORT');
  }
  if (text('HATCHDESK_METRICS_HOST') !== undefined && text('HATCHDESK_METRICS_PORT') === undefined) {
    wrong.push('HATCHDESK_METRICS_HOST: needs HATCHDESK_METRICS_PORT, without which there are no metrics');
  }
  if (config.database.connectTimeoutMs + config.database.statementTimeoutMs > 4900) {
    wrong.push('HATCHDESK_DB_CONNECT_TIMEOUT_MS and HATCHDESK_DB_STATEMENT_TIMEOUT_MS: must be at most 4900 together');
  }
  if (config.limits.bodyBytesAtOnce < config.limits.bodyBytes) {
    wrong.push('HATCHDESK_MAX_BODY_BYTES_AT_ONCE: must be at least HATCHDESK_MAX_BODY_BYTES');
  }
  if (wrong.length > 0) throw new ConfigError(wrong);
  return config;
}

/** Why the process refuses to start, with one line for each wrong variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(readonly problems: string[]) {
    super(`Hatchdesk cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) throw new Error('must be a postgres:// URL');
  return text;
}

/** Accepts only the characters that WHMCS documents for access keys. */
function readAccessKey(text: string | undefined): string | undefined {
  if (text !== undefined && !/^[A-Za-z0-9!@#$%.()*[\]_-]+$/.test(text)) {
    throw new Error('may hold only letters, digits and ! @ # $ % . ( ) * [ ] - _');
  }
  return text;
}

function readFirst(env: NodeJS.ProcessEnv): Config['first'] {
  const pairs = [
    ['HATCHDESK_IDENTIFIER', 'HATCHDESK_SECRET'],
    ['HATCHDESK_ADMIN_USERNAME', 'HATCHDESK_ADMIN_PASSWORD'],
  ] as const;
  for (const [name, secret] of pairs) {
    if (Boolean(env[name]) !== Boolean(env[secret])) throw new Error(`${name} and ${secret} must be set together`);
  }
  if (Buffer.byteLength(env.HATCHDESK_SECRET ?? '') > 72) throw new Error('HATCHDESK_SECRET must be at most 72 bytes');
  return {
    ...(env.HATCHDESK_IDENTIFIER && { identifier: env.HATCHDESK_IDENTIFIER }),
    ...(env.HATCHDESK_SECRET && { secret: env.HATCHDESK_SECRET }),
    ...(env.HATCHDESK_ADMIN_USERNAME && { adminUsername: env.HATCHDESK_ADMIN_USERNAME }),
    ...(env.HATCHDESK_ADMIN_PASSWORD && { adminPassword: env.HATCHDESK_ADMIN_PASSWORD }),
  };
}

function readPrefix(text: string | undefined): string {
  const prefix = (text ?? ADDRESSES.keliweb).replace(/\/+$/, '');
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(prefix)) throw new Error(`must be a path such as ${ADDRESSES.keliweb}`);
  return prefix;
}
