import { type Caller, MAY_ASK_FOR_TOKENS } from '../access/caller';
import type { DeskKey } from '../access/desk-key';
import type { Guesses } from '../access/guesses';
import type { Passwords } from '../access/passwords';
import { UPSTREAM } from '../access/rights';
import type { Database, Db } from '../database/pool';
import { ApiError, Outdated } from '../errors';
import { insertActivity } from '../store/desk/activity';
import type { Catalogue } from '../store/desk/catalogue';
import { recordEvent, recordEvents } from '../store/desk/outbox';
import type { DeskSettings } from '../store/desk/settings';
import type { Context, Result, ValidateOpening } from './action';
import { ActivityEntry } from './activity-entry';
import type { Forwarding } from './forwarding';
import { type Answer, runOnce } from './idempotency';
import { createIgnoredNotes, Ignored } from './ignored';
import { assertValid } from './invalid-parameters';
import { withLookUp } from './lookup';
import { isOfTheHatch, type Registered, type Registry } from './registry';
import { unsupportedAction } from './unsupported';

export interface Dispatcher {
  /**
   * Finds an action that the caller may run. It checks the permission first, so that callers cannot find out which
   * actions exist beyond those that their roles list.
   *
   * @param name in any letter case
   * @param folder the folder of an API other than WHMCS's; its actions cannot be named without it
   * @throws ApiError (forbidden) `Invalid Permissions: API action "<name>" is not allowed`, also for a WHMCS action that
   *   Hatchdesk lacks, if it has an old desk to ask; (unknown_action) with the text of the setting UnknownActionText, or
   *   of UnsupportedActionText for a WHMCS action that it lacks
   */
  admit(name: string, caller: Caller, folder?: string): Promise<Registered>;
  /**
   * Runs an admitted action: validates the parameters, runs the action in a transaction, and commits.
   *
   * @param params as the door decoded them from the action's schema
   * @throws ApiError with the text of the first wrong parameter in schema order; whatever the action refuses;
   *   (conflict) when the key was used with other parameters; (unavailable) when the database does not answer
   */
  run(action: Registered, params: Record<string, unknown>, caller: Caller, origin: Origin): Promise<Answer>;
  /**
   * Runs work of our own, such as taking in a mail, in a transaction with all that an action may use, and commits. What
   * it adds to the activity log is written; without any, there is no entry.
   *
   * @param name what is done, for the activity log
   * @throws ApiError (unavailable, busy) when the database does not answer; whatever the work throws
   */
  within<T>(name: string, caller: Caller, work: (context: Context) => Promise<T>): Promise<T>;
  /**
   * Whether a role can list an action: one that exists, one of WHMCS's that Hatchdesk lacks, one of the old desk as
   * `upstream:name`, or asking for tokens.
   *
   * @param action in any letter case; for other APIs, with the folder
   */
  knows(action: string): boolean;
  /** Forwards what this desk lacks; undefined if there is no old desk. */
  forwarding: Forwarding | undefined;
}

/** What a door knows about a call, besides the caller. */
interface Origin {
  /** The network address; empty for a call from this process. */
  address: string;
  /** For actions that write: a repeated call with the same key and parameters gets the first answer again. */
  idempotencyKey: string | undefined;
  /** What the door ignored; the action may add to it. */
  ignored: Ignored;
}

interface DispatcherParts {
  database: Database;
  /** Runs actions that only read. What it reads contains everything that was acknowledged before. */
  read: <T>(work: (db: Db) => Promise<T>, who: string) => Promise<T>;
  registry: Registry;
  /** Returns the current settings. */
  settings: () => Promise<DeskSettings>;
  /** Returns the current catalogue, if need be loaded in the call's transaction. */
  catalogue: (db: Db, which?: 'fresh') => Promise<Catalogue>;
  passwords: Passwords;
  guesses: { codes: Guesses; links: Guesses };
  key: DeskKey;
  /** Returns what asks the operator's hooks about new tickets; undefined if there are none. */
  validateOpening: () => ValidateOpening | undefined;
  clock: () => Date;
  /** Clears this process's caches after a call that changed cached data: the notification would come a moment later. */
  forget: () => void;
  /** Is called after the commit of a call that writes: it may have recorded events. */
  onWritten: () => void;
  /** Numbers the events that are committed already, if this process does that. */
  numberEvents: () => Promise<void>;
  /** Receives failures that don't concern the caller. */
  onFailure: (failure: unknown) => void;
  forwarding: Forwarding | undefined;
  /** Looks up in the old desk what a call names and this desk lacks; undefined if there is none. */
  lookUp: Parameters<typeof withLookUp>[0];
}

/** Creates the one way into the desk, which calls from every door take. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { database, read, registry, settings, passwords, guesses, key, clock, numberEvents, forwarding } = parts;
  const noteIgnored = createIgnoredNotes(database);
  const isForwarded = (action: string): boolean => {
    if (forwarding === undefined) return false;
    const lowered = action.toLowerCase();
    if (!lowered.startsWith(UPSTREAM)) return unsupportedAction(lowered) !== undefined;
    const name = lowered.slice(UPSTREAM.length);
    return name === '*' || forwarding.covers(name);
  };
  const knows = (action: string): boolean =>
    registry.find(action) !== undefined ||
    unsupportedAction(action) !== undefined ||
    isForwarded(action) ||
    action.toLowerCase() === MAY_ASK_FOR_TOKENS;
  /** What the work of one attempt may use. */
  const contextOf = (
    { db, caller, address, now, desk }: Pick<Context, 'db' | 'caller' | 'address' | 'now' | 'desk'>,
    entry: ActivityEntry,
    ignored: Ignored,
    forget: () => void,
  ): Context => ({
    // One by one: spreading them makes the object grow in steps, which took 4 KB for each call.
    db,
    caller,
    address,
    now,
    desk,
    key,
    forget,
    knows,
    isForwarded,
    catalogue: (which) => parts.catalogue(db, which),
    emit: (event, payload) => recordEvent(db, event, withHooks(payload, caller), now),
    emitAll: (events) =>
      recordEvents(
        db,
        events.map(({ name, payload }) => ({ name, payload: withHooks(payload, caller) })),
        now,
      ),
    validateOpening: parts.validateOpening(),
    record: (more) => entry.add(more),
    takeEntry: (more) => entry.take(more),
    entryOf: (more) => entry.other(more),
    ignore: (name, reason) => ignored.add(name, reason),
  });
  return {
    knows,
    forwarding,
    async within(name, caller, work) {
      const now = clock();
      const desk = await settings();
      let forgets = false;
      let mayBeGone = false;
      const result = await database.transaction('write', async (db) => {
        if (mayBeGone) parts.forget();
        mayBeGone = true;
        const entry = new ActivityEntry({ at: now, action: name, caller, address: '' });
        const forget = () => {
          forgets = true;
        };
        // Nobody learns what was ignored, because nobody gets an answer.
        const done = await work(contextOf({ db, caller, address: '', now, desk }, entry, new Ignored(), forget));
        if (!entry.isTaken && !entry.isEmpty) insertActivity(db, entry.row({}, {}));
        return done;
      });
      if (forgets) parts.forget();
      parts.onWritten();
      return result;
    },
    async admit(name, caller, folder) {
      const full = folder === undefined ? name : `${folder}/${name}`;
      const lowered = full.toLowerCase();
      const action = registry.find(full);
      // With an old desk, the action is supported, but only for callers whose roles list it.
      const isElsewhere = folder === undefined && action === undefined && isForwarded(name);
      if (!caller.may(lowered) || isElsewhere) {
        throw new ApiError('forbidden', `Invalid Permissions: API action "${lowered}" is not allowed`);
      }
      if (action === undefined || (folder === undefined && !isOfTheHatch(name))) {
        throw await unknownAction(folder === undefined ? name : full, settings);
      }
      return action;
    },

    async run(action, params, caller, { address, idempotencyKey, ignored }) {
      assertValid(action, params);
      const now = clock();
      const access = action.schema['x-access'];
      const desk = await settings();
      const prepared = await action.run.prepare?.(params, {
        passwords,
        guesses,
        read: (work) => database.transaction('read', work, caller.name),
        ...{ numberEvents, key, caller, address, now },
      });
      let forgets = false;
      let mayBeGone = false;
      const work = async (db: Db): Promise<Answer> => {
        // The last attempt may have failed because something remembered is gone.
        if (mayBeGone) parts.forget();
        mayBeGone = true;
        const entry = new ActivityEntry({ at: now, action: action.name, caller, address });
        const context = contextOf({ db, caller, address, now, desk }, entry, ignored, () => {
          forgets = true;
        });
        const run = async (): Promise<Result> => {
          const result = await action.run(params, context, prepared).catch((error: unknown) => {
            mayBeGone = !(error instanceof Outdated);
            throw error;
          });
          if (access === 'write' && !entry.isTaken) insertActivity(db, entry.row(params, result));
          return result;
        };
        if (access === 'read' || idempotencyKey === undefined) return { result: await run(), replayed: false };
        return runOnce(db, { action, params, caller: caller.name, key: idempotencyKey, now, ignored }, run);
      };
      const attempt = (): Promise<Answer> =>
        access === 'read' ? read(work, caller.name) : database.transaction('write', work, caller.name);
      const find = desk.upstreamLookup === 'on' ? parts.lookUp : undefined;
      const answer = await withLookUp(find, { action: action.name, params, caller, address }, attempt);
      if (forgets) parts.forget();
      if (access === 'write') parts.onWritten();
      // Not in the call's transaction: the ticket must not wait for, or fail with, a note about its priority.
      await noteIgnored({ caller, action: action.name, address, now, ignored }).catch(parts.onFailure);
      return answer;
    },
  };
}

/** Says in an event which hooks have caused it, so that they are not told of it again. */
const withHooks = (payload: Record<string, unknown>, { hooks }: Caller): Record<string, unknown> =>
  hooks === undefined ? payload : { ...payload, hooks };

async function unknownAction(name: string, settings: () => Promise<DeskSettings>): Promise<ApiError> {
  const { unknownActionText, unsupportedActionText } = await settings();
  const published = unsupportedAction(name);
  const text = published === undefined ? unknownActionText : unsupportedActionText;
  return new ApiError(
    'unknown_action',
    text.replaceAll('{action}', () => published ?? name.slice(0, 100)),
  );
}
