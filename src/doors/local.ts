import type { Caller } from '../access/caller';
import type { Callers } from '../access/callers';
import type { Dispatcher } from '../calls/dispatch';
import type { Forwarding } from '../calls/forwarding';
import { ApiError, asApiError, invalid, notFound } from '../errors';
import { forwardedForm } from '../wire/forwarded-form';
import { isPlainObject } from '../wire/plain-object';
import type { Plain } from '../wire/present';
import { isCleanText } from '../wire/text';
import { perform } from './door';
import { ownField } from './own-field';

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
 * The function takes the name of an action, its parameters as JavaScript values or as the strings of an HTTP call, the
 * user name of the administrator to act as, and the names of the hooks that led to the call. It returns the JSON answer of a successful call, and throws ApiError
 * for a refusal.
 */
export function createLocalCall({ callers, dispatcher, timeZone, onIgnored }: CallParts) {
  return async function call(
    named: string,
    sent: unknown,
    adminUsername?: string,
    hooks?: readonly string[],
  ): Promise<LocalAnswer> {
    // A program in plain JavaScript may pass anything for each name, and null for no parameters.
    const local = await callers.local(nameIn(adminUsername));
    const command = typeof named === 'string' ? named.trim() : '';
    if (command === '') throw new ApiError('no_action', 'Empty action request');
    const data = parametersIn(sent);
    const caller = hooks === undefined ? local : { ...local, hooks };
    const { forwarding } = dispatcher;
    if (forwarding?.takes(command, caller)) return askOldDesk(forwarding, command, caller, data);
    const parts = { dispatcher, timeZone };
    const log: { ignored?: string[] } = {};
    const { answer } = await perform(parts, {
      caller,
      action: command,
      read: async () => ({ fields: data, files: [] }),
      address: '',
      idempotencyKey: ownField(data, 'idempotencykey'),
      how: { idFormat: 'number' },
      log,
    }).finally(() => {
      if (log.ignored !== undefined) onIgnored?.(command, log.ignored);
    });
    return { result: 'success', ...answer };
  };
}

/**
 * The user name of the administrator to act as. Nothing is none.
 *
 * @throws ApiError (not_found) for what can be nobody's name: the call must not be the program's own instead
 */
function nameIn(sent: unknown): string | undefined {
  if (sent === undefined || sent === null || sent === '') return undefined;
  if (typeof sent === 'string' && isCleanText(sent)) return sent;
  throw notFound('Admin user not found');
}

/**
 * The parameters of a call. Null, and the empty list that PHP writes for an array without members, are none.
 *
 * @throws ApiError (malformed) for anything else that is no object: without it, a list would be answered unfiltered
 */
function parametersIn(sent: unknown): Record<string, unknown> {
  if (sent === undefined || sent === null || (Array.isArray(sent) && sent.length === 0)) return {};
  if (isPlainObject(sent)) return sent;
  throw new ApiError('malformed', 'The parameters must be an object, such as { ticketid: 1 }');
}

/**
 * Forwards a call, and reads the JSON of the answer.
 *
 * @throws ApiError (invalid) with the old desk's refusal; UpstreamFailure
 */
async function askOldDesk(
  forwarding: Forwarding,
  name: string,
  caller: Caller,
  data: Record<string, unknown>,
): Promise<LocalAnswer> {
  const sent = {
    query: Buffer.alloc(0),
    body: { kind: 'members' as const, members: { ...data, responsetype: 'json' } },
  };
  const answer = await forwarding.ask({
    ...{ name, caller, address: '' },
    write: (credentials) => forwardedForm([['action', name], ...credentials], sent, 'json'),
  });
  if (answer.result === 'error') throw invalid(String(answer.message ?? ''));
  return answer as LocalAnswer;
}

/** Creates localAPI, which never throws: like the WHMCS API, it answers a refusal with its text. */
export function createLocalApi({ onFailure, ...parts }: LocalParts) {
  const call = createLocalCall(parts);
  return async function localAPI(
    command: string,
    data?: unknown,
    adminUsername?: string,
    hooks?: readonly string[],
  ): Promise<LocalAnswer> {
    try {
      return await call(command, data, adminUsername, hooks);
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind === 'internal') onFailure(error.cause);
      return { result: 'error', message: error.message };
    }
  };
}

export type LocalApi = ReturnType<typeof createLocalApi>;
