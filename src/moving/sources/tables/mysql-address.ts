import { readFileSync } from 'node:fs';
import type { SslOptions } from 'mysql2';
import type { OldMysqlOptions } from '../../../database/old-mysql';
import { MoveRefused } from '../../refused';

const SHAPE =
  'must look like mysql://user:password@host:3306/database. In the user and the password, write % as %25, @ as %40, ' +
  '/ as %2F, : as %3A, # as %23 and ? as %3F';

/** Whether the address names a user and leaves the password out, without even an empty one: `mysql://reader@host/whmcs`. */
export const lacksPassword = (url: string): boolean => /^\w+:\/\/[^/?#@:]+@/.test(url);

/**
 * Reads the address of a MySQL or MariaDB.
 *
 * - `?ssl=true` asks for TLS with a certificate that can be checked, `?ssl-ca=FILE` says whose, and `?ssl=unverified` doesn't
 *   check it.
 * - `?socket=/run/mysqld/mysqld.sock` connects to a socket of this machine.
 *
 * @throws MoveRefused in words that don't repeat the address, because it has the password
 */
export function readMysqlUrl(url: string): OldMysqlOptions {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^(mysql|mariadb):$/.test(address.protocol)) {
    throw new MoveRefused(`The address of the database ${SHAPE}`);
  }
  const database = decoded(address.pathname.slice(1));
  if (database === '') throw new MoveRefused(`The address of the database names no database: it ${SHAPE}`);
  const socket = address.searchParams.get('socket');
  const ssl = sslOf(address.searchParams);
  return {
    host: address.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: Number(address.port || 3306),
    user: decoded(address.username),
    password: decoded(address.password),
    database,
    ...(socket === null ? {} : { socketPath: socket }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/** @throws MoveRefused for a percent sign that encodes nothing */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new MoveRefused(`The address of the database ${SHAPE}`);
  }
}

function sslOf(options: URLSearchParams): SslOptions | undefined {
  const ssl = options.get('ssl');
  const file = options.get('ssl-ca');
  if (file !== null) {
    try {
      return { ca: readFileSync(file) };
    } catch {
      throw new MoveRefused(`The certificate ${file} cannot be read`);
    }
  }
  if (ssl === null || ssl === 'false') return undefined;
  if (ssl === 'true') return {};
  if (ssl === 'unverified') return { rejectUnauthorized: false };
  throw new MoveRefused('In the address of the database, ssl must be true, false or unverified');
}

/** Why a server cannot be read, for what its driver reports. */
const EXPLAINED: Readonly<Record<string, (where: Where) => string>> = {
  ER_ACCESS_DENIED_ERROR: ({ user, hasPassword }) =>
    `refuses the user ${user} with${hasPassword ? ' this' : 'out a'} password`,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: ({ user }) => `refuses the user ${user} without a password`,
  ER_DBACCESS_DENIED_ERROR: ({ user, database }) =>
    `does not let the user ${user} read the database ${database}: grant it SELECT`,
  ER_TABLEACCESS_DENIED_ERROR: ({ user, database }) =>
    `does not let the user ${user} read all tables of ${database}: grant it SELECT`,
  ER_BAD_DB_ERROR: ({ database }) => `has no database ${database}`,
  ER_HOST_NOT_PRIVILEGED: () => 'accepts no connections from this machine',
  ER_HOST_IS_BLOCKED: () => 'has blocked this machine, after too many failed connections',
  ER_CON_COUNT_ERROR: () => 'has too many connections',
  ER_SECURE_TRANSPORT_REQUIRED: () => 'wants TLS: add ?ssl=true to the address',
  ER_NOT_SUPPORTED_AUTH_MODE: () => 'has the password of this user in a form that is too old: set the password anew',
  HANDSHAKE_NO_SSL_SUPPORT: () => 'offers no TLS: leave ssl out of the address',
  HANDSHAKE_SSL_ERROR: () => 'has a certificate that cannot be checked: add ?ssl-ca=FILE, or ?ssl=unverified',
  SELF_SIGNED_CERT_IN_CHAIN: () => 'has a certificate that cannot be checked: add ?ssl-ca=FILE, or ?ssl=unverified',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => 'has a certificate that cannot be checked: add ?ssl-ca=FILE, or ?ssl=unverified',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () =>
    'has a certificate that cannot be checked: add ?ssl-ca=FILE, or ?ssl=unverified',
  ERR_TLS_CERT_ALTNAME_INVALID: () => 'has a certificate for another name: add ?ssl=unverified to the address',
  ECONNREFUSED: () => 'accepts no connection at this port',
  ENOENT: () => 'has no such socket',
  ENOTFOUND: () => 'is not known by this name',
  EAI_AGAIN: () => 'cannot be looked up by this name right now',
  EHOSTUNREACH: () => 'cannot be reached from here',
  ENETUNREACH: () => 'cannot be reached from here',
  ETIMEDOUT: () => 'does not answer',
  PROTOCOL_CONNECTION_LOST: () => 'has closed the connection. Start the import again: it resumes',
  ECONNRESET: () => 'has closed the connection. Start the import again: it resumes',
};

interface Where {
  host: string;
  port: number;
  user: string;
  database: string;
  hasPassword: boolean;
}

/** The same failure in words, with what to do; anything unknown as it is. */
export function explainMysql(error: unknown, options: OldMysqlOptions): unknown {
  const code = codeOf(error);
  const explain = EXPLAINED[code];
  if (explain === undefined) return error;
  const { host = '', port = 3306, user = '', password = '', database, socketPath } = options;
  const server = socketPath ?? `${host}:${port}`;
  return new MoveRefused(
    `The database server at ${server} ${explain({ host, port, user, database, hasPassword: password !== '' })}`,
  );
}

/** The code of an error of the driver or the network; empty if it has none. */
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
