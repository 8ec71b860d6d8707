import type { Desk } from './desk/desk';
import { localApiInto, openQuietly } from './desk/local-desk';
import type { LocalAnswer, LocalApi } from './doors/local';
import type { Actions } from './generated';

export type { LocalAnswer } from './doors/local';
export type { Actions } from './generated';

/** The answer of an action of the WHMCS API: what its schema describes, or a refusal. */
export type AnswerOf<Name extends keyof Actions> =
  | ({ result: 'success' } & Actions[Name]['answer'])
  | { result: 'error'; message: string };

let opened: Promise<{ desk: Desk; localApi: LocalApi }> | undefined;

async function open(): Promise<{ desk: Desk; localApi: LocalApi }> {
  const { desk, log } = await openQuietly();
  const localApi = localApiInto(
    desk,
    (failure) => log.error({ err: failure }, 'call failed'),
    (action, ignored) => log.warn({ action, ignored }, 'a call went on without some of its parameters'),
  );
  return { desk, localApi };
}

/** The overload for names that are known only at run time. It comes first: the compiler explains why the last one does not fit. */
export async function localAPI<Name extends string>(
  command: Name extends keyof Actions ? never : Name,
  data?: Record<string, unknown>,
  adminUsername?: string,
): Promise<LocalAnswer>;
/**
 * Runs an action in this process, on the database that the environment names. The answer is the one that the HTTP API
 * gives as JSON.
 *
 * The first call opens the desk; {@link closeLocalAPI} closes it, so that the process can end.
 *
 * @param command the action's name, in any letter case
 * @param data its parameters, as JavaScript values or as the strings of an HTTP call
 * @param adminUsername the administrator to act as; by default the call is made by the program itself
 * @throws Error only when the desk cannot be opened: wrong settings, no database
 */
export async function localAPI<Name extends keyof Actions>(
  command: Name,
  data?: Actions[Name]['call'],
  adminUsername?: string,
): Promise<AnswerOf<Name>>;
export async function localAPI(command: string, data?: unknown, adminUsername?: string): Promise<LocalAnswer> {
  opened ??= open();
  const { localApi } = await opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return localApi(command, data, adminUsername);
}

/** Closes what {@link localAPI} opened. */
export async function closeLocalAPI(): Promise<void> {
  const closing = opened;
  opened = undefined;
  if (closing !== undefined) await (await closing).desk.close();
}
