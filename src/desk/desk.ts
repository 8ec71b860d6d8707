import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import { type AddressGate, type BanTest, createAddressGate } from '../access/address-gate';
import { type Callers, createCallers } from '../access/callers';
import { createGrants, type Grants } from '../access/grants';
import { createPasswords, type Passwords } from '../access/passwords';
import { MAX_AGE_NOT_LISTENING_MS, Remembered } from '../access/remembered';
import { createSessions, type Sessions } from '../access/sessions';
import { createTokens, type Tokens } from '../access/tokens';
import { createDispatcher, type Dispatcher } from '../calls/dispatch';
import { loadRegistry, type Registry } from '../calls/registry';
import { type Config, ConfigError } from '../config';
import { type Connected, connect } from '../database/connect';
import { listenForChanges } from '../database/listen';
import { migrate } from '../database/migrate';
import { type Database, openPool } from '../database/pool';
import type { ApiUser } from '../store/access/api-keys';
import type { Credential } from '../store/access/credentials';
import type { Grant } from '../store/access/grants';
import type { SigningKey } from '../store/access/signing-keys';
import { findDepartment } from '../store/desk/departments';
import { findByName } from '../store/desk/named';
import { listPriorities } from '../store/desk/priorities';
import { type DeskSettings, listSettings } from '../store/desk/settings';
import { slowPatterns } from '../tickets/patterns/patterns';
import { createRememberedSettings, settingsReader } from './current-settings';
import { defaultSettings, withSettings } from './settings';

/** The whole desk without its APIs: what the server, localAPI and the command line share. */
export interface Desk {
  config: Config;
  database: Database;
  /** Where the data is, in words for the operator. */
  place: string;
  registry: Registry;
  dispatcher: Dispatcher;
  addressGate: AddressGate;
  callers: Callers;
  passwords: Passwords;
  tokens: Tokens;
  grants: Grants;
  sessions: Sessions;
  clock: () => Date;
  /** Returns the current settings: those of the environment, overridden by those in the database. */
  settings(): Promise<DeskSettings>;
  /** Closes everything, the embedded database last. */
  close(): Promise<void>;
}

export const clock = (): Date => new Date();

/** The folder of package.json. schemas/ is there too, whether we run from the sources or from the compiled files. */
function packageFolder(): string {
  const root = join(__dirname, '..', '..');
  return basename(root) === 'dist' ? join(root, '..') : root;
}

export const productVersion = (): string =>
  (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Registers every action without loading it. A test loads and compiles all of them, so a start need not spend the time.
 */
export const loadActions = (): Registry =>
  loadRegistry(join(__dirname, '..', '..', 'actions'), join(packageFolder(), 'schemas'), 'when called');

/**
 * Opens the desk: starts or joins the database, applies migrations unless the configuration says otherwise, and
 * registers the actions.
 *
 * @throws Error for the operator when the database cannot be reached or an action is incomplete
 */
export async function openDesk(config: Config, log: Logger): Promise<Desk> {
  const registry = loadActions();
  const connected = await connect(config, (message) => log.info(message));
  try {
    if (config.migrateAtStart) {
      const progress = (name: string, index: number, count: number) => log.info({ name, index, count }, 'migrating');
      await migrate(connected.connection, progress);
    }
    const desk = assembleDesk(config, connected, registry, log, clock);
    await checkDefaults(desk).catch(async (error: unknown) => {
      await desk.close();
      throw error;
    });
    const session = desk.database.session();
    if (session?.isPooled) log.info({ prepared: session.isPrepared }, 'the database is behind a pooler');
    return desk;
  } catch (error) {
    await connected.stop();
    throw error;
  }
}

/**
 * Refuses to start with a missing default priority or department, because every ticket that relies on it would fail.
 */
async function checkDefaults({ config, database }: Desk): Promise<void> {
  const { set, desk, priorities, department } = await database.transaction('read', async (db) => {
    const rows = await listSettings(db);
    const desk = withSettings(defaultSettings(config.desk), rows);
    const { defaultDepartmentId: id } = desk;
    return {
      set: new Set(rows.map(({ name }) => name)),
      desk,
      priorities: await listPriorities(db),
      department: id === undefined ? true : await findDepartment(db, id),
    };
  });
  const names = priorities.map(({ name }) => name).join(', ');
  // Tell the reader where the wrong value is set.
  const source = (setting: string, variable: string): string =>
    set.has(setting) ? `${setting}, as it is set in the database` : variable;
  const problems = [
    ...(findByName(priorities, desk.defaultPriority, ({ name }) => name) === undefined
      ? [`${source('TicketDefaultPriority', 'HATCHDESK_DEFAULT_PRIORITY')}: must be one of ${names}`]
      : []),
    ...(department === undefined
      ? [`${source('TicketDefaultDepartment', 'HATCHDESK_DEFAULT_DEPARTMENT')}: there is no such department`]
      : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

const WARN_EVERY_MS = 60_000;

/** Warns once a minute that calls wait in vain for the database, however many they are. */
function warnOfLoad(log: Logger): (waiting: number) => void {
  let warned = Number.NEGATIVE_INFINITY;
  return (waiting) => {
    if (performance.now() < warned + WARN_EVERY_MS) return;
    warned = performance.now();
    log.warn({ waiting }, 'calls are refused because they waited too long for a database connection');
  };
}

/** Assembles the desk on a database that is ready. */
export function assembleDesk(
  config: Config,
  { connection, place, stop }: Connected,
  registry: Registry,
  log: Logger,
  now: () => Date,
): Desk {
  const { allowedNetworks, accessKey } = config;
  const database = openPool(
    connection,
    config.database,
    (error) => log.warn({ reason: error.message }, 'connection lost'),
    warnOfLoad(log),
  );
  const remembered = {
    credentials: new Remembered<Credential>(),
    grants: new Remembered<Grant>(),
    apiUsers: new Remembered<ApiUser>(),
    bans: new Remembered<BanTest>(MAX_AGE_NOT_LISTENING_MS),
  };
  const keys = new Remembered<SigningKey[]>();
  const rememberedSettings = createRememberedSettings();
  const forget = () => {
    for (const kept of [...Object.values(remembered), keys, rememberedSettings]) kept.clear();
  };
  const tellSlow = (slow: unknown) =>
    log.warn(slow as object, 'a custom field pattern took too long, so the value was refused: make it simpler');
  slowPatterns.subscribe(tellSlow);
  const changes = listenForChanges(connection, 'hatchdesk_access', forget);
  const settings = settingsReader(database, changes, rememberedSettings, defaultSettings(config.desk));
  const passwords = createPasswords(config.passwordCost);
  const tokens = createTokens({ database, changes, keys, seconds: config.tokens.accessSeconds, clock: now });
  const callers = createCallers({ database, changes, passwords, tokens, remembered, clock: now });
  return {
    config,
    database,
    place,
    registry,
    dispatcher: createDispatcher({
      ...{ database, registry, settings, passwords, clock: now, forget },
      onFailure: (failure) => log.error({ err: failure }, 'what a call ignored was not noted'),
    }),
    addressGate: createAddressGate({
      ...{ database, changes, allowedNetworks, accessKey },
      remembered: remembered.bans,
      clock: now,
    }),
    callers,
    passwords,
    tokens,
    grants: createGrants({
      ...{ database, passwords, tokens, callers, lifetimes: config.tokens },
      remembered: remembered.grants,
      clock: now,
    }),
    sessions: createSessions({ database, clock: now }),
    clock: now,
    settings,
    async close() {
      slowPatterns.unsubscribe(tellSlow);
      await changes.close();
      await passwords.close();
      await database.close();
      await stop();
    },
  };
}
