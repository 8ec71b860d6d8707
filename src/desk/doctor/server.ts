import type { Config } from '../../config';
import type { Database } from '../../database/pool';
import { knowsTimeZone, listStuckSessions, type ServerFacts, type StuckSession } from '../../database/server-facts';
import { sharesSessions } from '../../database/shared-sessions';
import { bad, type Check, fine, firstOf, hint } from './check';

const OLDEST_SERVER = 130_000;
const CLOCK_TOLERANCE_MS = 2000;
/** PostgreSQL itself warns from here on, and stops writing at two thousand million. */
const OLDEST_ROWS = 1_000_000_000;
/** One for hearing of changes, one for applying migrations. */
const OTHER_CONNECTIONS = 2;

/** Judges what a server says about itself. */
export function examineServer(facts: ServerFacts, config: Config, isPooled: boolean): Check[] {
  const { version, number, encoding, letters } = facts;
  const durable = facts.fsync === 'on' && facts.pageWrites === 'on' && facts.commit !== 'off';
  const durability = `fsync ${facts.fsync}, full_page_writes ${facts.pageWrites}, synchronous_commit ${facts.commit}`;
  return [
    firstOf(
      [
        number < OLDEST_SERVER && bad('database', `PostgreSQL ${version} is too old: 13 or newer is needed`),
        encoding !== 'UTF8' &&
          bad('database', `its encoding is ${encoding}: create a database with encoding UTF8 and move the data there`),
        ['C', 'POSIX'].includes(letters) &&
          hint(
            'database',
            `its LC_CTYPE is ${letters}, so searches are slow for letters beyond ASCII and don't find words in typographic quotation marks: dump it, and restore it into a database with LC_CTYPE C.UTF-8`,
          ),
      ],
      fine('database', `PostgreSQL ${version}, ${encoding}`),
    ),
    firstOf(
      [
        facts.isStandby && bad('writing', 'the server is a standby: let DATABASE_URL lead to the primary server'),
        facts.readOnly === 'on' &&
          bad('writing', 'default_transaction_read_only is on: turn it off for this database, role and server'),
      ],
      fine('writing', 'the server accepts changes'),
    ),
    durable
      ? fine('durability', durability)
      : bad('durability', `${durability}: turn all of them on, or a power cut loses tickets that were acknowledged`),
    firstOf(
      [
        facts.autovacuum !== 'on' &&
          bad('upkeep', 'autovacuum or track_counts is off, so that tables grow for ever: turn both on'),
        facts.oldestAge > OLDEST_ROWS &&
          bad(
            'upkeep',
            `${facts.oldestAge} transactions are not frozen, and at 2000000000 PostgreSQL stops writing: end old transactions and run VACUUM FREEZE`,
          ),
      ],
      fine('upkeep', 'autovacuum is on'),
    ),
    ...(isPooled ? [] : [examineRoom(facts, config)]),
  ];
}

/** A pooler has room of its own, which only its configuration tells. */
function examineRoom({ places, taken }: ServerFacts, { database }: Config): Check {
  const needed = database.poolSize + OTHER_CONNECTIONS;
  const advice = 'raise max_connections (or the limit of the role or database), or lower HATCHDESK_DB_POOL_SIZE';
  const each = `each process of Hatchdesk may need ${needed}`;
  if (places < needed) return bad('room', `only ${places} connections are allowed, but ${each}: ${advice}`);
  return places - taken < needed
    ? hint('room', `other programs have ${taken} of ${places} connections, and ${each}: ${advice}`)
    : fine('room', `${places} connections are allowed; ${each}`);
}

export function examineClock(apartMs: number): Check {
  const apart = Math.round(Math.abs(apartMs));
  return apart < CLOCK_TOLERANCE_MS
    ? fine('clock', `${apart} ms apart from the database's`)
    : bad('clock', `${apart} ms apart from the database's: set both clocks by NTP (timedatectl set-ntp true)`);
}

/** Tells what the connections lead to. */
export async function examineConnections(
  database: Database,
  { connectTimeoutMs }: Config['database'],
): Promise<Check[]> {
  const session = database.session();
  const prepared = session?.isPrepared ? 'prepared' : 'not prepared';
  if (!session?.isPooled) return [fine('connections', `direct; statements are ${prepared}`)];
  const isShared = await sharesSessions(database.connection, connectTimeoutMs);
  const mode = isShared
    ? 'in mode transaction'
    : 'probably in mode session, so that HATCHDESK_DB_PREPARE=on is quicker';
  return [
    fine(
      'connections',
      `through a pooler, ${mode}; statements are ${prepared}, and each transaction sets its time limits`,
    ),
  ];
}

export async function examineTimeZone(database: Database, timeZone: string): Promise<Check[]> {
  if (await knowsTimeZone(database, timeZone)) return [fine('time zone', timeZone)];
  const advice = 'set HATCHDESK_TIMEZONE to a name such as Europe/Rome, or install the time zone data (tzdata) there';
  return [bad('time zone', `the database does not know ${timeZone}: ${advice}`)];
}

/** A lock is rarely waited for this long, and a transaction of ours never waits longer for its program. */
const STUCK = { waitingSeconds: 2, idleSeconds: 60 };

/** Names sessions that wait for a lock, or keep a transaction open. They may be of any program. */
export async function examineSessions(database: Database): Promise<Check[]> {
  const [first, ...others] = await listStuckSessions(database, STUCK);
  return first === undefined
    ? [fine('sessions', 'none is stuck')]
    : [hint('sessions', `${sentence(first)}${others.length === 0 ? '' : `; ${others.length} more are stuck`}`)];
}

function sentence({ pid, application, seconds, waitsFor }: StuckSession): string {
  const session = `session ${pid} (${application || 'unnamed'})`;
  const [blocker] = waitsFor;
  return blocker === undefined
    ? `${session} has left its transaction open for ${seconds} s, so that locks and dead rows stay: end its program, or the session with pg_terminate_backend`
    : `${session} has waited for ${seconds} s for a lock of session ${blocker}: let that one finish, or end it with pg_terminate_backend`;
}
