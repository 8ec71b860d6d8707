import { type Caller, MAY_ASK_FOR_TOKENS } from '../access/caller';
import type { Passwords } from '../access/passwords';
import type { Database } from '../database/pool';
import { ApiError } from '../errors';
import { insertActivity } from '../store/desk/activity';
import { recordEvent } from '../store/desk/outbox';
import type { DeskSettings } from '../store/desk/settings';
import type { Context, Result } from './action';
import { ActivityEntry } from './activity-entry';
import { type Answer, runOnce } from './idempotency';
import { createIgnoredNotes, type Ignored } from './ignored';
import { assertValid } from './invalid-parameters';
import { isOfTheHatch, type Registered, type Registry } from './registry';
import { unsupportedAction } from './unsupported';

export interface Dispatcher {
  /**
   * Finds an action that the caller may run. It checks the permission first, so that callers cannot find out which
   * actions exist beyond those that their roles list.
   *
   * @param name in any letter case
   * @param folder the folder of an API other than WHMCS's; its actions cannot be named without it
   * @throws ApiError (forbidden) `Invalid Permissions: API action "<name>" is not allowed`; (unknown_action) with the
   *   text of the setting UnknownActionText, or of UnsupportedActionText for a WHMCS action that Hatchdesk lacks
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
   * Whether a role can list an action: one that exists, one of WHMCS's that Hatchdesk lacks, or asking for tokens.
   *
   * @param action in any letter case; for other APIs, with the folder
   */
  knows(action: string): boolean;
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
  registry: Registry;
  /** Returns the current settings. */
  settings: () => Promise<DeskSettings>;
  passwords: Passwords;
  clock: () => Date;
  /** Clears this process's caches after a call that changed cached data: the notification would come a moment later. */
  forget: () => void;
  /** Receives failures that don't concern the caller. */
  onFailure: (failure: unknown) => void;
}

/** Creates the one way into the desk, which calls from every door take. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { database, registry, settings, passwords, clock } = parts;
  const noteIgnored = createIgnoredNotes(database);
  const knows = (action: string): boolean =>
    registry.find(action) !== undefined ||
    unsupportedAction(action) !== undefined ||
    action.toLowerCase() === MAY_ASK_FOR_TOKENS;
  return {
    knows,
    async admit(name, caller, folder) {
      const full = folder === undefined ? name : `${folder}/${name}`;
      const lowered = full.toLowerCase();
      if (!caller.may(lowered)) {
        throw new ApiError('forbidden', `Invalid Permissions: API action "${lowered}" is not allowed`);
      }
      const action = registry.find(full);
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
        read: (work) => database.transaction('read', work, caller.name),
        address,
        now,
      });
      let forgets = false;
      const answer = await database.transaction(
        access,
        async (db) => {
          const entry = new ActivityEntry({ at: now, action: action.name, caller, address });
          const context: Context = {
            ...{ db, caller, address, now, desk },
            emit: (event, payload) => recordEvent(db, event, payload, now),
            record: (more) => entry.add(more),
            takeEntry: (more) => entry.take(more),
            ignore: (name, reason) => ignored.add(name, reason),
            forget: () => {
              forgets = true;
            },
            knows,
          };
          const run = async (): Promise<Result> => {
            const result = await action.run(params, context, prepared);
            if (access === 'write' && !entry.isTaken) insertActivity(db, entry.row(params, result));
            return result;
          };
          if (access === 'read' || idempotencyKey === undefined) return { result: await run(), replayed: false };
          return runOnce(db, { action, params, caller: caller.name, key: idempotencyKey, now, ignored }, run);
        },
        caller.name,
      );
      if (forgets) parts.forget();
      // Not in the call's transaction: the ticket must not wait for, or fail with, a note about its priority.
      await noteIgnored({ caller, action: action.name, address, now, ignored }).catch(parts.onFailure);
      return answer;
    },
  };
}

async function unknownAction(name: string, settings: () => Promise<DeskSettings>): Promise<ApiError> {
  const { unknownActionText, unsupportedActionText } = await settings();
  const published = unsupportedAction(name);
  const text = published === undefined ? unknownActionText : unsupportedActionText;
  return new ApiError(
    'unknown_action',
    text.replaceAll('{action}', () => published ?? name.slice(0, 100)),
  );
}
