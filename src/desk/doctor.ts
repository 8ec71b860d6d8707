import { type Config, ConfigError, readConfig } from '../config';
import { type Connected, connect } from '../database/connect';
import { explainFailure } from '../database/explain';
import { type Database, openPool } from '../database/pool';
import { checkAnswers, readServerFacts, type ServerFacts } from '../database/server-facts';
import { clock } from './desk';
import { bad, type Check, fine, within } from './doctor/check';
import { examineContents } from './doctor/contents';
import { examineData } from './doctor/data';
import { examineHosts, examineReplica } from './doctor/hosts';
import { examineAccess, examineMachine } from './doctor/machine';
import { examinePorts } from './doctor/ports';
import { examineClock, examineConnections, examineServer, examineSessions, examineTimeZone } from './doctor/server';
import { examineRights, examineTables } from './doctor/tables';
import { examineUpstream } from './doctor/upstream';

/** Together below ten seconds, however much hangs. */
const OPEN_WITHIN_MS = 5000;
const ANSWER_WITHIN_MS = 2000;
/** How long to try to connect: while nothing listens, the reason must come before the answer is late. */
const CONNECT_WITHIN_MS = 1500;
const EXAMINE_WITHIN_MS = 2500;
/** While a server lacks its database, it takes its time to answer. All else goes on meanwhile. */
const PORTS_WITHIN_MS = 6000;
const CLOSE_WITHIN_MS = 400;

/** What the doctor looks at. Everything else than the default is for tests. */
interface Patient {
  env?: NodeJS.ProcessEnv;
  now?: () => Date;
  /** The version of Node.js, and the machine that the embedded server must suit. */
  node?: string;
  machine?: { platform: string; arch: string };
}

/**
 * Checks what a desk depends on, and says in words for the operator what is wrong and what to do. It changes nothing,
 * and takes less than ten seconds. An embedded database that nobody serves is started for that time.
 */
export async function examine(patient: Patient = {}): Promise<Check[]> {
  const { env, now = clock, node = process.versions.node, machine = process } = patient;
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [String(error)];
    return problems.map((detail) => bad('settings', detail));
  }
  const settings = fine('settings', `${config.host}:${config.port}, zone ${config.desk.timeZone}`);
  const ports = within(PORTS_WITHIN_MS, 'port', examinePorts(config));
  const upstream = within(EXAMINE_WITHIN_MS, 'upstream', examineUpstream(config.upstream));
  const data = await examineData(config, machine);
  const database = data.isOpenable ? await examineOpened(config, now) : [];
  return [
    ...[settings, examineAccess(config), ...examineMachine(config, node)],
    ...[...(await ports), ...data.checks, ...database, ...(await upstream)],
  ];
}

const failed =
  (name: string) =>
  (error: unknown): Check[] => {
    const { problem, todo, reason } = explainFailure(error);
    return [bad(name, `${problem}: ${todo} (${reason})`)];
  };

async function examineOpened(config: Config, now: () => Date): Promise<Check[]> {
  let connected: Connected | undefined;
  const opening = connect(config).then((result) => {
    connected = result;
    return [] as Check[];
  });
  const late = await within(OPEN_WITHIN_MS, 'database', opening).catch(failed('database'));
  if (connected === undefined) return late;
  const { connection, replica, stop } = connected;
  const connectTimeoutMs = Math.min(config.database.connectTimeoutMs, CONNECT_WITHIN_MS);
  const database = openPool(connection, { ...config.database, connectTimeoutMs }, () => {});
  try {
    return await examineDatabase(database, replica, config, now).catch(failed('database'));
  } finally {
    // What hangs keeps the pool from closing.
    await within(
      CLOSE_WITHIN_MS,
      'closing',
      database.close().then(() => []),
    );
    await stop();
  }
}

async function examineDatabase(
  database: Database,
  replica: Connected['replica'],
  config: Config,
  now: () => Date,
): Promise<Check[]> {
  const surveyed = within(EXAMINE_WITHIN_MS, 'hosts', examineHosts(database.connection));
  const { found: facts, late } = await readFacts(database, now);
  const hosts = await surveyed;
  if (facts === undefined) return [...hosts, ...late];
  const group = (name: string, checks: Promise<Check[]>) => within(EXAMINE_WITHIN_MS, name, checks).catch(failed(name));
  const [connections, timeZone, sessions, tables, rights, contents, reads] = await Promise.all([
    group('connections', examineConnections(database, config.database)),
    group('time zone', examineTimeZone(database, config.desk.timeZone)),
    group('sessions', examineSessions(database)),
    group('tables', examineTables(database)),
    group('rights', examineRights(database)),
    group('contents', examineContents(database, config, now)),
    group('replica', examineReplica(database, replica, config.database)),
  ]);
  const isPooled = database.session()?.isPooled === true;
  const isComplete = tables.every(({ name, ok }) => name !== 'tables' || ok);
  return [
    ...hosts,
    ...[...examineServer(facts, config, isPooled), ...connections, ...sessions, examineClock(facts.apartMs)],
    ...[...timeZone, ...tables, ...rights, ...(isComplete ? contents : []), ...reads],
  ];
}

type Facts = ServerFacts & { apartMs: number };

/** Reads the facts, and how far the clocks are apart. @returns `late` says why there are none */
async function readFacts(database: Database, now: () => Date): Promise<{ found?: Facts; late: Check[] }> {
  let found: Facts | undefined;
  const read = async (): Promise<Check[]> => {
    // The first connection takes a while to be made, which must not count as a difference of the clocks.
    await checkAnswers(database);
    const asked = now().getTime();
    const facts = await readServerFacts(database);
    if (facts === undefined) return [bad('database', 'it does not answer')];
    found = { ...facts, apartMs: facts.now.getTime() - (asked + now().getTime()) / 2 };
    return [];
  };
  const late = await within(ANSWER_WITHIN_MS, 'database', read());
  return { ...(found !== undefined && { found }), late };
}
