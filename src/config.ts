import { ADDRESSES } from './config/addresses';
import { hostsOf } from './config/database-url';
import { readDkim, readMailFrom, readSmtpUrl } from './config/mail';
import { type PipeEnvironment, readListen, readPipe, readTlsFiles } from './config/mail-in';
import {
  oneOf,
  readCallLimit,
  readExtensions,
  readFolder,
  readHooksFolder,
  readHost,
  readId,
  readKey,
  readNetworks,
  readOrigins,
  readPort,
  readPublicUrl,
  readSwitch,
  readTimeZone,
  readWhole,
  readWorkers,
} from './config/readers';
import { readMask } from './config/ticket-mask';
import type { Config } from './config/types';
import { readUpstream } from './config/upstream';

export type { LanguageCode } from './config/languages';
export type { Config, DeskDefaults, Limits, TokenLifetimes } from './config/types';
export type { UpstreamConfig } from './config/upstream';

const EXTENSIONS =
  'jpg,jpeg,png,gif,webp,bmp,tif,tiff,heic,pdf,txt,log,csv,md,rtf,doc,docx,xls,xlsx,ppt,pptx,odt,ods,odp,zip,gz,tgz,bz2,xz,7z,rar,tar,eml,msg,json,xml,yml,yaml,ics,vcf,mp3,m4a,wav,mp4,mov,webm';

const READ_URL = 'HATCHDESK_DATABASE_READ_URL';

/**
 * Reads the environment.
 *
 * @throws ConfigError naming every wrong variable at once, without the values of secrets
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const quoted = new Set<string>();
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim() ?? '';
    if (/^(["']).*\1$/s.test(value) && value.length > 1) quoted.add(name);
    return value || undefined;
  };
  const check = <T>(name: string, read: () => T, fallback: T): T => {
    try {
      return read();
    } catch (error) {
      if (!quoted.has(name)) wrong.push(`${name}: ${(error as Error).message}`);
      return fallback;
    }
  };
  const host = (name: string): string => check(name, () => readHost(text(name) ?? '127.0.0.1'), '127.0.0.1');
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
    host: host('HOST'),
    port: whole('PORT', 8080, 0, 65_535),
    workers: check('HATCHDESK_WORKERS', () => readWorkers(text('HATCHDESK_WORKERS') ?? '1'), 1),
    metrics: metricsPort === undefined ? undefined : { host: host('HATCHDESK_METRICS_HOST'), port: metricsPort },
    dataDirectory: text('HATCHDESK_DATA') ?? './data',
    key: check('HATCHDESK_KEY', () => readOptionalKey(text('HATCHDESK_KEY')), undefined),
    databaseUrl: check('DATABASE_URL', () => readDatabaseUrl(text('DATABASE_URL')), undefined),
    readUrl: check(READ_URL, () => readDatabaseUrl(text(READ_URL)), undefined),
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
    first: check('HATCHDESK_IDENTIFIER', () => readFirst((name) => text(name) && env[name]), {}),
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
      webhookNetworks: networks('HATCHDESK_WEBHOOK_ALLOWED_NETWORKS', ''),
      email: check('HATCHDESK_MAIL_FROM', () => readMailFrom(text('HATCHDESK_MAIL_FROM')), ''),
    },
    folder: check('HATCHDESK_PUBLIC_URL', () => readFolder(publicUrl), ''),
    limits: {
      bodyBytes,
      bodyBytesAtOnce: whole('HATCHDESK_MAX_BODY_BYTES_AT_ONCE', 100_663_296, 1024, 8_589_934_592),
      requestsAtOnce: whole('HATCHDESK_MAX_REQUESTS_AT_ONCE', 1000, 1, 100_000),
      eventStreams: whole('HATCHDESK_MAX_EVENT_STREAMS', 200, 0, 100_000),
      eventStreamsPerCaller: whole('HATCHDESK_MAX_EVENT_STREAMS_PER_CALLER', 20, 0, 100_000),
    },
    tokens: {
      accessSeconds: whole('HATCHDESK_ACCESS_TOKEN_SECONDS', 3600, 60, 86_400),
      refreshSeconds: whole('HATCHDESK_REFRESH_TOKEN_SECONDS', 864_000, 60, 31_536_000),
    },
    keliwebPrefix: check('HATCHDESK_KELIWEB_PREFIX', () => readPrefix(text('HATCHDESK_KELIWEB_PREFIX')), ''),
    corsOrigins: check('HATCHDESK_CORS_ORIGINS', () => readOrigins(text('HATCHDESK_CORS_ORIGINS') ?? '*'), undefined),
    callsPerMinute: check(
      'HATCHDESK_CALLS_PER_MINUTE',
      () => readCallLimit(text('HATCHDESK_CALLS_PER_MINUTE') ?? '600000'),
      undefined,
    ),
    rateLimit: {
      requestsPerMinute: whole('HATCHDESK_RATE_LIMIT', 300, 1, 1_000_000),
      banMinutes: whole('HATCHDESK_RATE_LIMIT_BAN_MINUTES', 20, 1, 10_080),
    },
    listResponseType: check(
      'HATCHDESK_LIST_RESPONSETYPE',
      () => oneOf(text('HATCHDESK_LIST_RESPONSETYPE') ?? 'xml', ['xml', 'nvp']),
      'xml',
    ),
    mail: {
      smtp: check('HATCHDESK_SMTP_URL', () => readSmtpUrl(text('HATCHDESK_SMTP_URL')), undefined),
      dkim: check(
        'HATCHDESK_DKIM_DOMAIN',
        () => readDkim(text('HATCHDESK_DKIM_DOMAIN'), text('HATCHDESK_DKIM_SELECTOR'), text('HATCHDESK_DKIM_KEY_FILE')),
        undefined,
      ),
    },
    mailIn: {
      listen: check('HATCHDESK_SMTP_LISTEN', () => readListen(text('HATCHDESK_SMTP_LISTEN')), undefined),
      tls: check(
        'HATCHDESK_SMTP_CERT_FILE',
        () => readTlsFiles(text('HATCHDESK_SMTP_CERT_FILE'), text('HATCHDESK_SMTP_KEY_FILE')),
        undefined,
      ),
      relays: networks('HATCHDESK_SMTP_RELAYS', '127.0.0.0/8,::1'),
      maxBytes: whole('HATCHDESK_MAIL_MAX_BYTES', 52_428_800, 65_536, 268_435_456),
    },
    upstream: check(
      'HATCHDESK_UPSTREAM',
      () =>
        readUpstream(
          text('HATCHDESK_UPSTREAM'),
          text('HATCHDESK_UPSTREAM_IDENTIFIER'),
          text('HATCHDESK_UPSTREAM_SECRET'),
          text('HATCHDESK_UPSTREAM_TIMEOUT_MS'),
        ),
      undefined,
    ),
    logLevel: check(
      'HATCHDESK_LOG_LEVEL',
      () => oneOf(text('HATCHDESK_LOG_LEVEL') ?? 'info', ['debug', 'info', 'warn', 'error', 'silent']),
      'info',
    ),
    hooks: {
      folder: check(
        'HATCHDESK_HOOKS',
        () => readHooksFolder(text('HATCHDESK_HOOKS'), `${text('HATCHDESK_DATA') ?? './data'}/hooks`),
        undefined,
      ),
      isNamed: text('HATCHDESK_HOOKS') !== undefined,
      environment: environmentForHooks(env),
    },
  };
  if (metricsPort !== undefined && metricsPort !== 0 && metricsPort === config.port) {
    wrong.push('HATCHDESK_METRICS_PORT: must be another port than PORT');
  }
  if (text('HATCHDESK_METRICS_HOST') !== undefined && text('HATCHDESK_METRICS_PORT') === undefined) {
    wrong.push('HATCHDESK_METRICS_HOST: needs HATCHDESK_METRICS_PORT, without which there are no metrics');
  }
  if (config.mail.smtp !== undefined && text('HATCHDESK_MAIL_FROM') === undefined) {
    wrong.push('HATCHDESK_SMTP_URL: needs HATCHDESK_MAIL_FROM, the address that mail comes from');
  }
  if (config.mailIn.tls !== undefined && config.mailIn.listen === undefined) {
    wrong.push('HATCHDESK_SMTP_CERT_FILE: needs HATCHDESK_SMTP_LISTEN, where mail is taken');
  }
  if (config.readUrl !== undefined && text('DATABASE_URL') === undefined) {
    wrong.push(`${READ_URL}: needs DATABASE_URL, because the embedded database has no replica`);
  }
  if (config.database.connectTimeoutMs + config.database.statementTimeoutMs > 4900) {
    wrong.push('HATCHDESK_DB_CONNECT_TIMEOUT_MS and HATCHDESK_DB_STATEMENT_TIMEOUT_MS: must be at most 4900 together');
  }
  if (config.limits.bodyBytesAtOnce < config.limits.bodyBytes) {
    wrong.push('HATCHDESK_MAX_BODY_BYTES_AT_ONCE: must be at least HATCHDESK_MAX_BODY_BYTES');
  }
  wrong.push(
    ...Array.from(quoted, (name) => `${name}: stands in quotation marks, which belong to the value here: remove them`),
  );
  if (wrong.length > 0) throw new ConfigError(wrong);
  return config;
}

/** Reads what the mail server says that pipes a mail to this process. */
export const readPipeEnvironment = (env: NodeJS.ProcessEnv = process.env): PipeEnvironment => readPipe(env);

/** Why the process refuses to start, with one line for each wrong variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(readonly problems: string[]) {
    super(`Hatchdesk cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const readOptionalKey = (text: string | undefined): Buffer | undefined =>
  text === undefined ? undefined : readKey(text);

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  hostsOf(text);
  return text;
}

/** Accepts only the characters that WHMCS documents for access keys. */
function readAccessKey(text: string | undefined): string | undefined {
  if (text !== undefined && !/^[A-Za-z0-9!@#$%.()*[\]_-]+$/.test(text)) {
    throw new Error('may hold only letters, digits and ! @ # $ % . ( ) * [ ] - _');
  }
  return text;
}

/** @param read reads a variable with all of its blanks, which belong to a secret */
function readFirst(read: (name: string) => string | undefined): Config['first'] {
  const [identifier, secret] = [read('HATCHDESK_IDENTIFIER'), read('HATCHDESK_SECRET')];
  const [adminUsername, adminPassword] = [read('HATCHDESK_ADMIN_USERNAME'), read('HATCHDESK_ADMIN_PASSWORD')];
  if (Boolean(identifier) !== Boolean(secret)) {
    throw new Error('HATCHDESK_IDENTIFIER and HATCHDESK_SECRET must be set together');
  }
  if (Boolean(adminUsername) !== Boolean(adminPassword)) {
    throw new Error('HATCHDESK_ADMIN_USERNAME and HATCHDESK_ADMIN_PASSWORD must be set together');
  }
  if (Buffer.byteLength(secret ?? '') > 72) throw new Error('HATCHDESK_SECRET must be at most 72 bytes');
  return {
    ...(identifier && { identifier }),
    ...(secret && { secret }),
    ...(adminUsername && { adminUsername }),
    ...(adminPassword && { adminPassword }),
  };
}

/** Leaves out this server's own settings, some of which are secrets, and those of PostgreSQL's programs. */
const environmentForHooks = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(HATCHDESK_|DATABASE_URL$|PG)/i.test(entry[0]),
    ),
  );

function readPrefix(text: string | undefined): string {
  const prefix = (text ?? ADDRESSES.keliweb).replace(/\/+$/, '');
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(prefix)) throw new Error(`must be a path such as ${ADDRESSES.keliweb}`);
  return prefix;
}
