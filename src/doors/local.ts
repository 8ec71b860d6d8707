import type { Callers } from '../callers';
import type { Dispatcher } from '../dispatch';
import { asApiError } from '../errors';
import { decodeFields } from '../wire/fields';
import { type Plain, presentAll } from '../wire/present';
import { readIdempotencyKey } from './door';

/** What the JSON door would answer to the same call. */
export type LocalAnswer = { result: 'success' | 'error'; [name: string]: Plain };

interface LocalParts {
  callers: Callers;
  dispatcher: Dispatcher;
  timeZone: string;
  /** Hears of failures that are not the caller's. */
  onFailure: (failure: unknown) => void;
}

/**
 * Makes the in-process twin of /includes/api.php: the same dispatcher and the same answers, without a socket.
 *
 * The function takes an action's name, its parameters as JavaScript values or as wire strings, and the user name of the
 * administrator to act as. It never throws for what a caller does wrong: the answer says so, as the JSON door's would.
 */
export function createLocalApi({ callers, dispatcher, timeZone, onFailure }: LocalParts) {
  return async function localAPI(
    command: string,
    data: Record<string, unknown> = {},
    adminUsername?: string,
  ): Promise<LocalAnswer> {
    try {
      const caller = await callers.local(adminUsername);
      const action = await dispatcher.admit(command, caller);
      const params = decodeFields(action.schema, data, [], timeZone);
      const { result } = await dispatcher.run(action, params, caller, {
        address: '',
        idempotencyKey: readIdempotencyKey(data.idempotencykey),
      });
      return { result: 'success', ...presentAll(result, action.schema['x-answer'], { timeZone, idFormat: 'number' }) };
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind === 'internal') onFailure(error.cause);
      return { result: 'error', message: error.message };
    }
  };
}

export type LocalApi = ReturnType<typeof createLocalApi>;
