import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import { type AddressGate, type BanTest, createAddressGate } from '../access/address-gate';
import { type CallLimit, createCallLimit } from '../access/call-limit';
import { type Callers, createCallers } from '../access/callers';
import { createDeskKey, type DeskKey } from '../access/desk-key';
import { createFormBrakes, type FormBrakes } from '../access/form-brakes';
import { createFormProofs, type FormProofs } from '../access/form-proofs';
import { createGrants, type Grants } from '../access/grants';
import { Guesses } from '../access/guesses';
import { createPasswords, type Passwords } from '../access/passwords';
import { createRateLimit, type RateLimit } from '../access/rate-limit';
import { MAX_AGE_NOT_LISTENING_MS, Remembered } from '../access/remembered';
import { createSessions, type Sessions } from '../access/sessions';
import { SharedCounts } from '../access/shared-counts';
import { createTokens, type Tokens } from '../access/tokens';
import type { ValidateOpening } from '../calls/action';
import { createDispatcher, type Dispatcher } from '../calls/dispatch';
import { loadRegistry, type Registry } from '../calls/registry';
import { type Config, ConfigError, type LanguageCode } from '../config';
import { type Connected, connect } from '../database/connect';
import { Hosts } from '../database/hosts';
import { listenForChanges } from '../database/listen';
import { explainMissing, migrate, missing, readMigrationState } from '../database/migrate';
import { type Database, openPool } from '../database/pool';
import { openReplica, type Replica } from '../database/replica';
import { isOutageOrBusy } from '../errors';
import type { ApiUser } from '../store/access/api-keys';
import { exchangeCounts } from '../store/access/call-counts';
import type { Credential } from '../store/access/credentials';
import type { Grant } from '../store/access/grants';
import { replacePasswordHash } from '../store/access/password-hashes';
import type { SigningKey } from '../store/access/signing-keys';
import type { DeskSettings } from '../store/desk/settings';
import { PRESENCE_CHANNEL } from '../store/tickets/presence';
import { slowPatterns } from '../tickets/patterns/patterns';
import type { UpstreamClient } from '../upstream/client';
import { catalogueReader, createRememberedCatalogue } from './current-catalogue';
import { createRememberedSettings, settingsReader } from './current-settings';
import { findMissingDefaults } from './defaults';
import { openOldDesk } from './old-desk';
import { type Portal, portalOf } from './portal';
import { createNews, type PresenceNews } from './presence-news';
import { createSeldom } from './seldom';
import { defaultSettings } from './settings';
import { supervisorLog } from './supervisor-log';
import { watchTrouble } from './trouble';

/** The whole desk without its APIs: what the server, localAPI and the command line share. */
export interface Desk {
  config: Config;
  database: Database;
  /** What answers reads where it can; undefined if the configuration names no replica. */
  replica: Replica | undefined;
  /** The old desk beside this one; undefined if the configuration names none. */
  upstream: UpstreamClient | undefined;
  /** Where the data is, in words for the operator. */
  place: string;
  registry: Registry;
  dispatcher: Dispatcher;
  addressGate: AddressGate;
  callers: Callers;
  passwords: Passwords;
  key: DeskKey;
  tokens: Tokens;
  grants: Grants;
  sessions: Sessions;
  formProofs: FormProofs;
  formBrakes: FormBrakes;
  callLimit: CallLimit;
  rateLimit: RateLimit;
  presenceNews: PresenceNews;
  clock: () => Date;
  /** Returns the current settings: those of the environment, overridden by those in the database. */
  settings(): Promise<DeskSettings>;
  /** How the pages for people look now, in a language. */
  portal(language: LanguageCode): Promise<Portal>;
  /**
   * Calls back after the commit of each call that writes, in this process.
   *
   * @returns a function that ends it
   */
  onWritten(then: () => void): () => void;
  /**
   * Tells the desk how this process numbers events. One that hands no events on leaves that to others.
   *
   * @returns a function that ends it
   */
  numberWith(number: () => Promise<void>): () => void;
  /** Sets what is asked about each new ticket; undefined for nobody. */
  validateOpenings(validate: ValidateOpening | undefined): void;
  /** Clears this process's caches. Only what changes cached rows without an action needs it. */
  forget(): void;
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
 * @throws Error for the operator when the database cannot be reached, lacks tables because the configuration says that no
 *   migrations are applied, or an action is incomplete
 */
export async function openDesk(config: Config, log: Logger): Promise<Desk> {
  const registry = loadActions();
  const connected = await connect(config, supervisorLog(log));
  try {
    if (config.migrateAtStart) {
      const progress = (name: string, index: number, count: number) => log.info({ name, index, count }, 'migrating');
      await migrate(connected.connection, progress);
    }
    const desk = assembleDesk(config, connected, registry, log, clock);
    await checkDefaults(desk).catch(async (error: unknown) => {
      const explained = await explainMissing(desk.database, error);
      await desk.close();
      throw explained;
    });
    const session = desk.database.session();
    if (session?.takesWrites === false) {
      log.warn({ standby: session.isStandby }, 'the database takes no writes, so calls that write will fail');
    }
    if (!config.migrateAtStart) await warnOfMissing(desk, log);
    if (session?.isPooled) log.info({ prepared: session.isPrepared }, 'the database is behind a pooler');
    return desk;
  } catch (error) {
    await connected.stop();
    throw error;
  }
}

/**
 * Says which migrations are missing. Without a word, calls would fail over tables and functions, and the log would only
 * name these.
 */
async function warnOfMissing({ database }: Desk, log: Logger): Promise<void> {
  // A warning must not keep a desk from its start that works without.
  const { pending } = (await readMigrationState(database).catch(() => undefined)) ?? { pending: [] };
  if (pending.length === 0) return;
  log.warn({ pending }, `${missing(pending)}, so calls may fail: run hatchdesk migrate`);
}

/**
 * Refuses to start with a missing default priority or department, because every ticket that relies on it would fail.
 */
async function checkDefaults({ config, database }: Desk): Promise<void> {
  const problems = await database.transaction('read', (db) => findMissingDefaults(db, config.desk));
  if (problems.length > 0) throw new ConfigError(problems);
}

/** Assembles the desk on a database that is ready. */
export function assembleDesk(
  config: Config,
  { connection, replica: hosts, place, stop }: Connected,
  registry: Registry,
  log: Logger,
  now: () => Date,
): Desk {
  const { allowedNetworks, accessKey } = config;
  if (connection instanceof Hosts) {
    connection.onMove((host) => log.warn({ host }, 'the database moved to another host'));
  }
  const seldom = createSeldom(() => now().getTime());
  const onLost = ({ message: reason }: Error) => {
    const repeated = seldom('connection lost');
    if (repeated !== undefined) log.warn({ reason, repeated }, 'connection lost');
  };
  const onBusy = (waiting: number) => {
    // Behind calls that fail, it is not the number of calls that takes so long.
    if (isInTrouble() || seldom('busy') === undefined) return;
    log.warn({ waiting }, 'calls are refused because they waited too long for a database connection');
  };
  const pool = openPool(connection, config.database, onLost, onBusy);
  const { database, isInTrouble } = watchTrouble(pool, log, () => now().getTime());
  const onReplicaFailure = (reason: string) => {
    if (seldom('replica') !== undefined) log.warn({ reason }, 'the replica cannot answer, so the primary does');
  };
  const replica =
    hosts && openReplica({ primary: database, hosts, settings: config.database, onFailure: onReplicaFailure });
  const remembered = {
    credentials: new Remembered<Credential>(),
    grants: new Remembered<Grant>(),
    apiUsers: new Remembered<ApiUser>(),
    bans: new Remembered<BanTest>(MAX_AGE_NOT_LISTENING_MS),
  };
  const keys = new Remembered<SigningKey[]>();
  const rememberedSettings = createRememberedSettings();
  const rememberedCatalogue = createRememberedCatalogue();
  const forget = () => {
    for (const kept of [...Object.values(remembered), keys, rememberedSettings, rememberedCatalogue]) kept.clear();
  };
  const tellSlow = (slow: unknown) =>
    log.warn(slow as object, 'a custom field pattern took too long, so the value was refused: make it simpler');
  slowPatterns.subscribe(tellSlow);
  const presence = createNews();
  const changes = listenForChanges(connection, 'hatchdesk_access', forget, { [PRESENCE_CHANNEL]: presence.tell });
  const settings = settingsReader(database, changes, rememberedSettings, defaultSettings(config.desk));
  const afterWrites = new Set<() => void>();
  const leaveToOthers = async (): Promise<void> => {};
  let numberEvents = leaveToOthers;
  let validateOpening: ValidateOpening | undefined;
  const counts = new SharedCounts({
    clock: now,
    exchange: (changes) => database.transaction('write', (db) => exchangeCounts(db, changes, now())),
    // The database's own trouble is logged elsewhere, once.
    onFailure: (error) =>
      isOutageOrBusy(error) ||
      log.warn({ err: error }, 'this process counts calls and failed sign-ins without the others: the exchange failed'),
  });
  const passwords = createPasswords(config.passwordCost, counts, now, (account, better) =>
    database.transaction('write', (db) => replacePasswordHash(db, account, better)),
  );
  const guesses = {
    codes: new Guesses(counts, now, 'second-factor', 'Too many wrong codes, please try again later'),
    links: new Guesses(counts, now, 'link', 'Too many links were asked for, please try again later'),
  };
  const key = createDeskKey(config.key, config.dataDirectory);
  const { upstream, forwarding, lookUp } = openOldDesk(config, log, { database, registry, clock: now });
  const tokens = createTokens({ database, changes, keys, seconds: config.tokens.accessSeconds, clock: now });
  const callers = createCallers({ database, changes, passwords, tokens, remembered, counts, clock: now });
  return {
    config,
    database,
    replica,
    upstream,
    place,
    registry,
    dispatcher: createDispatcher({
      ...{ database, registry, settings, passwords, guesses, key, clock: now, forget, forwarding, lookUp },
      catalogue: catalogueReader(changes, rememberedCatalogue),
      validateOpening: () => validateOpening,
      onWritten() {
        for (const then of afterWrites) then();
      },
      numberEvents: () => numberEvents(),
      read: replica?.read ?? ((work, who) => database.transaction('read', work, who)),
      onFailure: (failure) => log.error({ err: failure }, 'what a call ignored was not noted'),
    }),
    addressGate: createAddressGate({
      ...{ database, changes, allowedNetworks, accessKey },
      remembered: remembered.bans,
      clock: now,
    }),
    callers,
    passwords,
    key,
    tokens,
    grants: createGrants({
      ...{ database, passwords, tokens, callers, lifetimes: config.tokens },
      remembered: remembered.grants,
      clock: now,
    }),
    sessions: createSessions(),
    formProofs: createFormProofs({ database, clock: now }),
    formBrakes: createFormBrakes({ counts, clock: now }),
    callLimit: createCallLimit({ callsPerMinute: config.callsPerMinute, counts, clock: now }),
    rateLimit: createRateLimit({ ...config.rateLimit, counts, clock: now }),
    presenceNews: { isHeard: changes.listening, subscribe: presence.subscribe },
    clock: now,
    settings,
    portal: async (language) => portalOf(await settings(), language),
    onWritten(then) {
      afterWrites.add(then);
      return () => afterWrites.delete(then);
    },
    numberWith(number) {
      numberEvents = number;
      return () => {
        numberEvents = leaveToOthers;
      };
    },
    validateOpenings(validate) {
      validateOpening = validate;
    },
    forget,
    async close() {
      slowPatterns.unsubscribe(tellSlow);
      await upstream?.close();
      await changes.close();
      await passwords.close();
      await counts.close();
      await replica?.close();
      await database.close();
      await stop();
    },
  };
}
