import { ConfigError, readConfig } from '../config';
import { connect } from '../database/connect';
import { type Database, openPool } from '../database/pool';
import { readServerFacts } from '../database/server-facts';
import type { Session } from '../database/session';
import { listFieldRows } from '../store/tickets/custom-fields';
import { canTakeLong } from '../tickets/patterns/patterns';
import { clock } from './desk';

export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

const OLDEST_SERVER = 130_000;
const CLOCK_TOLERANCE_MS = 2000;

/** Checks what a desk depends on, and reports problems in words for the operator. It changes nothing. */
export async function examine(): Promise<Check[]> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [String(error)];
    return problems.map((detail) => ({ name: 'settings', ok: false, detail }));
  }
  const settings = {
    name: 'settings',
    ok: true,
    detail: `${config.host}:${config.port}, zone ${config.desk.timeZone}`,
  };
  try {
    const { connection, place, stop } = await connect(config);
    const database = openPool(connection, config.database, () => {});
    try {
      return [settings, { name: 'data', ok: true, detail: place }, ...(await examineDatabase(database))];
    } finally {
      await database.close();
      await stop();
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return [
      settings,
      { name: 'database', ok: false, detail: `${error instanceof Error ? error.message : error}${cause}` },
    ];
  }
}

function sessionDetail(session: Session | undefined): string {
  const prepared = session?.isPrepared ? 'prepared' : 'not prepared';
  return session?.isPooled
    ? `through a pooler; statements are ${prepared}, and each transaction sets its time limits`
    : `direct; statements are ${prepared}`;
}

async function examineDatabase(database: Database): Promise<Check[]> {
  const asked = clock().getTime();
  const facts = await readServerFacts(database);
  if (facts === undefined) return [{ name: 'database', ok: false, detail: 'it does not answer' }];
  const apart = Math.abs(facts.now.getTime() - (asked + clock().getTime()) / 2);
  const durable = facts.fsync === 'on' && facts.pageWrites === 'on' && facts.commit !== 'off';
  return [
    {
      name: 'database',
      ok: facts.number >= OLDEST_SERVER && facts.encoding === 'UTF8',
      detail: `PostgreSQL ${facts.version}, ${facts.encoding}; 13 or newer with UTF8 is needed`,
    },
    { name: 'connections', ok: true, detail: sessionDetail(database.session()) },
    { name: 'tables', ok: facts.migrated, detail: facts.migrated ? 'there' : 'missing: run hatchdesk migrate' },
    {
      name: 'durability',
      ok: durable,
      detail: `fsync ${facts.fsync}, full_page_writes ${facts.pageWrites}, synchronous_commit ${facts.commit}`,
    },
    { name: 'clock', ok: apart < CLOCK_TOLERANCE_MS, detail: `${Math.round(apart)} ms apart from the database's` },
    ...(facts.migrated ? [await examinePatterns(database)] : []),
  ];
}

/** Names the custom fields whose patterns can take long. That is no fault: values that take longer are refused. */
async function examinePatterns(database: Database): Promise<Check> {
  const fields = await database.transaction('read', (db) => listFieldRows(db, { id: undefined, owner: undefined }));
  const slow = fields.filter(({ pattern }) => pattern !== '' && canTakeLong(pattern));
  const names = slow.map(({ id, name }) => `${id} "${name}"`).join(', ');
  return {
    name: 'patterns',
    ok: true,
    detail:
      slow.length === 0
        ? 'all custom fields are checked in linear time'
        : `checked in a thread, for 20 ms at a time, because of lookahead, backreferences or the like: ${names}`,
  };
}
