import type { Caller } from '../access/caller';
import type { Passwords } from '../access/passwords';
import type { Db } from '../database/pool';
import type { ActivityRow, Changes } from '../store/desk/activity';
import type { DeskEvent } from '../store/desk/outbox';
import type { DeskSettings } from '../store/desk/settings';

/** Everything an action may touch. There is no request, no response, no pool and no global behind it. */
export interface Context {
  /** The call's own transaction. */
  db: Db;
  caller: Caller;
  /** Where the call comes from; empty for one from this process. */
  address: string;
  now: Date;
  /** The settings as they are in this moment. */
  desk: DeskSettings;
  /** Records that something happened: a row of the same transaction. Listeners hear of it after commit, or never. */
  emit(event: DeskEvent, payload: Record<string, unknown>): void;
  /**
   * Says what a call that writes did, for the activity log, into which the dispatcher writes one entry for each such
   * call whether or not anything is said. Said again, it is added: the last description and client count, changes are
   * put together.
   */
  record(entry: Entry): void;
  /** Hands the entry over to a verb whose own statement writes it: the dispatcher then does not. */
  takeEntry(entry: Entry): ActivityRow;
  /** Says that what processes remember (rights, credentials, settings, bans) is about to change. */
  forget(): void;
  /** Whether a role can name it: an action of the desk's, one of WHMCS's that the desk has not, or asking for tokens. */
  knows(action: string): boolean;
}

/** What the activity log says of a call beside who, when and where from. Never a secret and never a message. */
export interface Entry {
  /** Without one, the name of the action and the ids in its parameters and its answer. */
  description?: string;
  /** Whom it is about. */
  clientId?: number | null;
  userId?: number | null;
  /** By name: what was, and what is. */
  changes?: Changes;
}

/** What an action may use before its transaction begins, for what must not happen inside one. */
export interface Tools {
  passwords: Passwords;
  /** Reads from the database in a transaction of its own. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Where the call comes from. */
  address: string;
  now: Date;
}

/** What an action answers: documented names in documented order; dates as Date, which the door writes out. */
export type Result = Record<string, unknown>;

/** One operation of one API. Its name is its file name, its parameters are those of schemas/<name>.json. */
export interface Action<Params, Prepared = undefined> {
  (params: Params, context: Context, prepared: Prepared): Promise<Result>;
  /** What is done with valid parameters before the transaction, such as hashing a password; the action is handed what it gives. */
  prepare?: (params: Params, tools: Tools) => Promise<Prepared>;
}

/** Exists only to give every action file the same first line and its types. */
export function action<Params>(run: (params: Params, context: Context) => Promise<Result>): Action<Params>;
export function action<Params, Prepared>(
  prepare: (params: Params, tools: Tools) => Promise<Prepared>,
  run: (params: Params, context: Context, prepared: Prepared) => Promise<Result>,
): Action<Params, Prepared>;
export function action<Params, Prepared>(
  first:
    | ((params: Params, tools: Tools) => Promise<Prepared>)
    | ((params: Params, context: Context) => Promise<Result>),
  run?: (params: Params, context: Context, prepared: Prepared) => Promise<Result>,
): Action<Params, Prepared> {
  if (run === undefined) return first as Action<Params, Prepared>;
  return Object.assign(run, { prepare: first as (params: Params, tools: Tools) => Promise<Prepared> });
}
