import { ACTIVITY_COLUMNS, activityValues } from '../desk/activity';
import { inserted } from '../rows';
import { copiesOf, type MovingDb, type Place } from './place';

/** Any constant: it only has to be the same in every version. */
const IMPORT_LOCK = 7_242_003;

/**
 * Takes the lock for importing until the transaction ends. The statement has no parameters, so that no snapshot is kept:
 * see `tryLockLoad`.
 *
 * @returns false if another process has it
 */
export async function tryLockImport(db: MovingDb): Promise<boolean> {
  const [lock] = await db.query<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${IMPORT_LOCK}) as ours`);
  return lock?.ours ?? false;
}

/**
 * Makes this transaction write texts in one way, whatever the server is set to, and not wait for the disk. That of a dry run
 * finds the copies of tables, and not the tables. Compiling a carrier's select takes 20 s, and running it less than one.
 */
export async function settleTransaction(db: MovingDb, place: Place): Promise<void> {
  if (place.isDry) {
    await db.query(`select set_config('search_path', '${copiesOf(place)}, ' || current_setting('search_path'), true)`);
  }
  await db.query(
    `select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true),
       set_config('intervalstyle', 'postgres', true), set_config('synchronous_commit', 'off', true),
       set_config('jit', 'off', true)`,
  );
}

/** Finds the import of a source, or begins one. */
export async function findOrMakeImport(db: MovingDb, source: string, now: Date): Promise<number> {
  const [found] = await db.query<{ id: number }>('select id from imports where source = $1', [source]);
  if (found !== undefined) return found.id;
  const rows = await db.query<{ id: number }>('insert into imports (source, created_at) values ($1, $2) returning id', [
    source,
    now,
  ]);
  return inserted(rows).id;
}

/** A run as it is stored. */
interface StoredRun {
  id: number;
  version: string | null;
  startedAt: Date;
}

/** Finds a run that was interrupted. */
export async function findInterrupted(db: MovingDb, importId: number): Promise<StoredRun | undefined> {
  const [run] = await db.query<StoredRun>(
    `select id, source_version as version, started_at as "startedAt" from import_runs
     where import_id = $1 and not is_dry and state = 'running' order by id desc limit 1`,
    [importId],
  );
  return run;
}

/** Begins a run. Of dry runs, only the last is kept. */
export async function startRun(
  db: MovingDb,
  run: { importId: number; isDry: boolean; version: string | undefined; now: Date },
): Promise<StoredRun> {
  if (run.isDry) await db.query('delete from import_runs where import_id = $1 and is_dry', [run.importId]);
  const rows = await db.query<StoredRun>(
    `insert into import_runs (import_id, is_dry, source_version, started_at) values ($1, $2, $3, $4)
     returning id, source_version as version, started_at as "startedAt"`,
    [run.importId, run.isDry, run.version ?? null, run.now],
  );
  return inserted(rows);
}

/** Lets PostgreSQL see how many records of each kind there are, without which it may compare each with all. */
export async function analyzeRecords(db: MovingDb): Promise<void> {
  await db.query('analyze import_records');
}

/** Ends a run, with what it counted. */
export async function finishRun(
  db: MovingDb,
  { runId }: Place,
  counts: Record<string, unknown>,
  now: Date,
): Promise<void> {
  await db.query(`update import_runs set state = 'finished', finished_at = $2, counts = $3 where id = $1`, [
    runId,
    now,
    JSON.stringify(counts),
  ]);
}

/** Writes a run's entry of the activity log. */
export async function insertRunEntry(db: MovingDb, at: Date, action: string, description: string): Promise<void> {
  const values = activityValues({
    ...{ at, action, description: `${action}: ${description}`, caller: 'local', username: 'System', address: '' },
  });
  const places = values.map((_value, index) => `$${index + 1}`).join(', ');
  await db.query(`insert into activity_log (${ACTIVITY_COLUMNS}) values (${places})`, values);
}
