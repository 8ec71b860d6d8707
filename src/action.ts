import type { Caller } from './callers';
import type { DeskSettings } from './config';
import type { Db } from './database/pool';
import type { TicketEvent } from './store/outbox';

/** Everything an action may touch. There is no request, no response, no pool and no global behind it. */
export interface Context {
  /** The call's own transaction. */
  db: Db;
  caller: Caller;
  now: Date;
  desk: DeskSettings;
  /** Records that something happened: a row of the same transaction. Listeners hear of it after commit, or never. */
  emit(event: TicketEvent, payload: Record<string, unknown>): void;
}

/** What an action answers: documented names in documented order; dates as Date, which the door writes out. */
export type Result = Record<string, unknown>;

/** One operation of one API. Its name is its file name, its parameters are those of schemas/<name>.json. */
export type Action<Params> = (params: Params, context: Context) => Promise<Result>;

/** Exists only to give every action file the same first line and its types. */
export const action = <Params>(run: Action<Params>): Action<Params> => run;
