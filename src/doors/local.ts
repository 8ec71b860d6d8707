import type { Callers } from '../access/callers';
import type { Dispatcher } from '../calls/dispatch';
import { asApiError } from '../errors';
import type { Plain } from '../wire/present';
import { perform } from './door';

/** What the JSON door would answer to the same call. */
export type LocalAnswer = { result: 'success' | 'error'; [name: string]: Plain };

interface CallParts {
  callers: Callers;
  dispatcher: Dispatcher;
  timeZone: string;
}

interface LocalParts extends CallParts {
  /** Hears of failures that are not the caller's. */
  onFailure: (failure: unknown) => void;
}

/**
 * Makes the in-process twin of /includes/api.php for who wants to know why a call failed: the same dispatcher, without a
 * socket.
 *
 * The function takes an action's name, its parameters as JavaScript values or as wire strings, and the user name of the
 * administrator to act as. It gives what the JSON door would answer to a call that succeeds, and throws ApiError for what
 * a caller does wrong.
 */
export function createLocalCall({ callers, dispatcher, timeZone }: CallParts) {
  return async function call(
    command: string,
    data: Record<string, unknown> = {},
    adminUsername?: string,
  ): Promise<LocalAnswer> {
    const caller = await callers.local(adminUsername);
    const parts = { dispatcher, timeZone };
    const { answer } = await perform(parts, {
      caller,
      action: command,
      read: async () => ({ fields: data, files: [] }),
      address: '',
      idempotencyKey: data.idempotencykey,
      how: { idFormat: 'number' },
    });
    return { result: 'success', ...answer };
  };
}

/** The same for programs, which are never thrown at: the answer says what the caller did wrong, as the JSON door's would. */
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
