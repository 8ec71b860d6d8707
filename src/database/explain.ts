import { ApiError } from '../errors';

/** What an operator has to know about a failure of the database. */
interface Explanation {
  /** A short name for failures that have one cause, such as `disk full`. */
  kind: string;
  /** What is wrong, as a sentence without a full stop. */
  problem: string;
  todo: string;
  /** The first line of what the server, the driver or the system said. */
  reason: string;
}

type Row = readonly [pattern: RegExp, kind: string, problem: string, todo: string];

/** Looked up from the top, by the code of a failure, a blank and its message. */
const EXPLANATIONS: readonly Row[] = [
  [
    /transaction blocks not allowed|unsupported startup parameter/,
    'pooler',
    'the pooler does not let Hatchdesk work',
    'set it up as docs/PRODUCTION.md says',
  ],
  [
    /^53100 |ENOSPC|No space left on device/,
    'disk full',
    "the disk of the database's server is full",
    'free space or enlarge the disk; it goes on by itself then',
  ],
  [
    /^E[MN]FILE /,
    'no files',
    'this process may open no more files and connections',
    'raise its limit (LimitNOFILE in systemd, ulimit -n in a shell), then restart Hatchdesk',
  ],
  [/^53200 /, 'out of memory', "the database's server is out of memory", 'give it more, or lower its work_mem'],
  [
    /^53300 |no more connections allowed|too many clients/,
    'no connections',
    'the database takes no more connections',
    'raise its max_connections (or the limit of the role, database or pooler), or lower HATCHDESK_DB_POOL_SIZE',
  ],
  [
    /^28P01 |password authentication failed|client password must be a|SASL/,
    'wrong password',
    'the database refuses the password',
    'correct user and password in DATABASE_URL, then restart Hatchdesk',
  ],
  [
    /^28000 .*(no encryption|SSL off)/,
    'TLS required',
    'the database wants TLS for this user or address',
    'add ?sslmode=require to DATABASE_URL',
  ],
  [
    /^42501 permission denied for (table|schema)/,
    'no rights',
    "this user may not use Hatchdesk's tables",
    'let DATABASE_URL name the user who owns them',
  ],
  [
    /^42501 could not |Read-only file system/,
    'files refused',
    "the database's server may not write, or not read, its own files",
    'see whether the system mounted their file system read-only after a fault (dmesg), and whom they belong to',
  ],
  [
    /^28|^42501 |no such user/,
    'login refused',
    'the database does not let this user in from here',
    'check the user in DATABASE_URL, its right to connect and pg_hba.conf',
  ],
  [
    /^3D000 |no such database/,
    'no such database',
    'the database in DATABASE_URL does not exist',
    'create it, or correct the name',
  ],
  [
    /does not support SSL/,
    'TLS refused',
    'the database does not speak TLS, which DATABASE_URL asks for',
    'turn ssl on in PostgreSQL, or remove sslmode from DATABASE_URL if nobody can listen in between',
  ],
  [
    /CERT|SIGNATURE|certificate/,
    'certificate',
    "the certificate of the database's server is not trusted",
    'add sslrootcert=FILE with its authority to DATABASE_URL, and use the host name that it was issued for',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN) /,
    'unknown host',
    'the name of the database host does not resolve',
    'correct the host in DATABASE_URL, or repair DNS',
  ],
  [
    /^(ECONNREFUSED|ENOENT) /,
    'nothing listens',
    'no PostgreSQL listens where it should',
    'start PostgreSQL, or correct host and port in DATABASE_URL; the embedded server starts again by itself',
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT) |timeout|timed out/,
    'unreachable',
    'the database does not answer in time',
    'check that its server runs, the network and the firewall between, and that it is not overloaded',
  ],
  [/^57P03 |starting up/, 'starting', 'PostgreSQL is starting or recovering', 'wait; its own log says how far it is'],
  [
    /^25006 |read-only|standby/,
    'read-only',
    'this database server accepts no writes',
    'let DATABASE_URL lead to the primary server, and turn default_transaction_read_only off there',
  ],
  [
    /^57014 /,
    'slow statement',
    'a statement took longer than HATCHDESK_DB_STATEMENT_TIMEOUT_MS',
    'see what the database is busy with (hatchdesk doctor), and give it more processors or memory',
  ],
  [
    /^(40|55P03)/,
    'conflict',
    'calls got into the way of each other in the database',
    'nothing if it is rare; they can be repeated',
  ],
  [
    /^(08|57P|ECONNRESET|EPIPE)|terminated|ended|closed|socket|not queryable|Cannot use a pool/,
    'connection broken',
    'the connection to the database broke',
    'see why PostgreSQL ended it in its own log; Hatchdesk connects again by itself',
  ],
  [/^58/, 'server trouble', "the database's server has trouble with its system or files", 'see its own log'],
];

/** Errors of Node are not always instances of this realm's Error. */
const isObject = (error: unknown): error is { code?: string; message?: string; errors?: unknown[] } =>
  typeof error === 'object' && error !== null;

/** The failure behind a refusal, and the first of several addresses that were tried. */
function originOf(error: unknown): unknown {
  if (error instanceof ApiError && error.cause !== undefined) return originOf(error.cause);
  return (isObject(error) ? error.errors?.[0] : undefined) ?? error;
}

/** Explains why a connection or a statement failed, in the operator's words. */
export function explainFailure(failure: unknown): Explanation {
  const error = originOf(failure);
  const { code = '', message = String(error) } = isObject(error) ? error : {};
  const text = `${code} ${message}`;
  const row = EXPLANATIONS.find(([pattern]) => pattern.test(text));
  const [reason = ''] = message.split('\n');
  const [, kind, problem, todo] = row ?? [text, 'other', 'the database does not work', "see PostgreSQL's own log"];
  return { kind, problem, todo, reason };
}
