import type { Caller } from '../access/caller';
import type { DeskKey } from '../access/desk-key';
import type { Guesses } from '../access/guesses';
import type { Passwords } from '../access/passwords';
import type { Db } from '../database/pool';
import type { ActivityRow, Changes } from '../store/desk/activity';
import type { Catalogue } from '../store/desk/catalogue';
import type { DeskEvent, EventRow } from '../store/desk/outbox';
import type { DeskSettings } from '../store/desk/settings';

/** Everything that an action may use. There is no request, response, connection pool or global state behind it. */
export interface Context {
  /** The call's own transaction. */
  db: Db;
  caller: Caller;
  /** The network address of the caller; empty for a call from this process. */
  address: string;
  now: Date;
  /** The settings at the time of the call. */
  desk: DeskSettings;
  /**
   * What new tickets refer to and operators rarely change: departments, priorities and the like.
   *
   * @param which `fresh` loads it. Otherwise, a change by another process may take a second to show
   */
  catalogue(which?: 'fresh'): Promise<Catalogue>;
  /** Records an event as a row of the same transaction, so listeners learn of it only if the transaction commits. */
  emit(event: DeskEvent, payload: Record<string, unknown>): void;
  /** The same for many events, in their order. */
  emitAll(events: EventRow[]): void;
  /**
   * Adds details to the call's entry in the activity log. The dispatcher writes one entry for every call that writes,
   * details or not. When called again, the last description and client win, and changes are merged.
   */
  record(entry: Entry): void;
  /** Hands the entry to a verb that writes it in its own statement. The dispatcher then writes none. */
  takeEntry(entry: Entry): ActivityRow;
  /** Makes the row of an entry of its own, for a verb that changes many tickets and writes one for each. */
  entryOf(entry: Entry): ActivityRow;
  /**
   * Reports a parameter, or a part of one, that the call goes on without: the caller learns it from a header, the
   * operator from the logs.
   *
   * @param name as the caller knows it: `priority`, `customfields[99]`
   * @param reason one or two words: `unknown`
   */
  ignore(name: string, reason: string): void;
  /** Encrypts secrets that the desk must be able to read again, and decrypts them. */
  key: DeskKey;
  /** Announces that cached data (rights, credentials, settings, bans, the catalogue) is about to change. */
  forget(): void;
  /** Asks the operator's hooks about a new ticket; undefined if there is none to ask. */
  validateOpening: ValidateOpening | undefined;
  /** Whether a role can list this action: one of ours, one of WHMCS's that we don't support, or asking for tokens. */
  knows(action: string): boolean;
  /** Whether a role that lists this action lets callers have it forwarded to the old desk. `*` does not include it. */
  isForwarded(action: string): boolean;
}

/** The variables of WHMCS's hook TicketOpenValidation, by its names. */
interface OpeningVariables {
  clientId: number;
  contactId: number;
  name: string;
  email: string;
  isAdmin: boolean;
  departmentId: number;
  subject: string;
  message: string;
  priority: string;
  relatedService: string;
  customfields: Record<number, unknown>;
}

/**
 * Asks the operator's hooks about a new ticket.
 *
 * @param causedBy the hooks that led to it, which are not asked
 * @returns why it is refused, in the hooks' words; undefined if it is not
 */
export type ValidateOpening = (opening: OpeningVariables, causedBy: readonly string[]) => Promise<string | undefined>;

/** Details of a call for the activity log, besides caller, time and address. Never put a secret or a message here. */
export interface Entry {
  /** Defaults to the name of the action with the ids in its parameters and its answer. */
  description?: string;
  /** The client that the call is about. */
  clientId?: number | null;
  userId?: number | null;
  /** Old and new values, by name. */
  changes?: Changes;
}

/** What `prepare` may use. It runs before the transaction, for work that must not happen inside one. */
export interface Tools {
  passwords: Passwords;
  /** Reads from the database in a separate transaction. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Numbers the events that are committed already. In a process that hands no events on it does nothing, because others
   * do so within a second.
   */
  numberEvents(): Promise<void>;
  /** Decrypts secrets that the desk keeps. */
  key: Pick<DeskKey, 'open'>;
  /** Counts wrong codes of second factors, and links that are asked for. */
  guesses: { codes: Guesses; links: Guesses };
  caller: Caller;
  /** The network address of the caller. */
  address: string;
  now: Date;
}

/** An action's answer: documented names in documented order. Dates stay Date objects; the door formats them. */
export type Result = Record<string, unknown>;

/** One operation of one API. The file gives it its name, and schemas/<name>.json describes its parameters. */
export interface Action<Params, Prepared = undefined> {
  (params: Params, context: Context, prepared: Prepared): Promise<Result>;
  /**
   * Runs on valid parameters before the transaction, for example to hash a password. The action receives its result.
   */
  prepare?: (params: Params, tools: Tools) => Promise<Prepared>;
}

/** Types an action. It does nothing at run time, but gives every action file the same first line. */
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
