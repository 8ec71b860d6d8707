import type { Callers } from '../access/callers';
import type { Dispatcher } from '../calls/dispatch';
import { asApiError } from '../errors';
import type { Plain } from '../wire/present';
import { perform } from './door';

/** The answer that the WHMCS API would give to the same call as JSON. */
export type LocalAnswer = { result: 'success' | 'error'; [name: string]: Plain };

interface CallParts {
  callers: Callers;
  dispatcher: Dispatcher;
  timeZone: string;
  /** Receives names and reasons of what a call went on without, which an HTTP answer says in a header. */
  onIgnored?: (action: string, ignored: string[]) => void;
}

interface LocalParts extends CallParts {
  /** Receives failures that are not the caller's. */
  onFailure: (failure: unknown) => void;
}

/**
 * Creates the in-process twin of /includes/api.php, for code that wants refusals as exceptions: the same dispatcher,
 * without a socket.
 *
 * The function takes the name of an action, its parameters as JavaScript values or as the strings of an HTTP call, and
 * the user name of the administrator to act as. It returns the JSON answer of a successful call, and throws ApiError
 * for a refusal.
 */
export function createLocalCall({ callers, dispatcher, timeZone, onIgnored }: CallParts) {
  return async function call(
    command: string,
    data: Record<string, unknown> = {},
    adminUsername?: string,
  ): Promise<LocalAnswer> {
    const caller = await callers.local(adminUsername);
    const parts = { dispatcher, timeZone };
    const log: { ignored?: string[] } = {};
    const { answer } = await perform(parts, {
      caller,
      action: command,
      read: async () => ({ fields: data, files: [] }),
      address: '',
      idempotencyKey: data.idempotencykey,
      how: { idFormat: 'number' },
      log,
    }).finally(() => {
      if (log.ignored !== undefined) onIgnored?.(command, log.ignored);
    });
    return { result: 'success', ...answer };
  };
}

/** Creates localAPI, which never throws: like the WHMCS API, it answers a refusal with its text. */
export function createLocalApi({ onFailure, ...parts }: LocalParts) {
  const call = createLocalCall(parts);
  return async function localAPI(
    command: string,
    data: Record<string, unknown> = {},
    adminUsername?: string,
  ): Promise<LocalAnswer> {
    try {
      return await call(command, data, adminUsername);
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind === 'internal') onFailure(error.cause);
      return { result: 'error', message: error.message };
    }
  };
}

export type LocalApi = ReturnType<typeof createLocalApi>;
