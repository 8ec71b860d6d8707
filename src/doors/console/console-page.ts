import type { Request, Response } from 'express';
import type { Caller } from '../../access/caller';
import { type ApiError, asApiError, type ErrorKind, notFound } from '../../errors';
import { CONSOLE_HEADERS, linkTo, type StaffVisit } from '../../pages/console/layout';
import { inReadersWords } from '../../pages/console/refusals';
import type { UploadedFile } from '../../wire/fields';
import type { DoorParts, Reply } from '../door';
import { HTTP_STATUS, retryAfter } from '../headers';
import type { ClientPage } from '../pages/client-page';
import { errorTexts, generalText, Refused } from '../pages/error-page';
import { text } from '../pages/page-door';

/** One page of the console, with its description for OpenAPI. */
export interface ConsolePage
  extends Pick<ClientPage, 'path' | 'methods' | 'summary' | 'fields' | 'answers' | 'mostBytes' | 'keepsForms'> {
  answer(desk: Desk): Promise<Reply>;
}

/** What goes with the fields of a call. */
interface More {
  files?: UploadedFile[];
  /** From the form, so that sending it twice has one effect. */
  idempotencyKey?: string;
}

/** One request of an administrator who is signed in. If it is a POST, it comes from a page of the session. */
export interface Desk {
  visit: StaffVisit;
  parts: DoorParts;
  req: Request;
  res: Response;
  fields: Record<string, unknown>;
  files: UploadedFile[];
  /**
   * Why a form may do nothing, on a page that keeps forms: it was not received whole, or it is of no page of the session.
   * The page shows it once more, with what was written, and `ask` throws this for all that changes something.
   */
  problem?: ApiError;
  /** The `:names` in the page's path. */
  params: Record<string, string>;
  caller: Caller;
  /**
   * Runs an action of WHMCS's API as the administrator. The console has no other way to anything.
   *
   * @returns the action's result, whose members its schema promises: dates are Date, files bytes
   * @throws ApiError as `perform` does
   */
  ask<Answer = Record<string, unknown>>(action: string, fields?: Record<string, unknown>, more?: More): Promise<Answer>;
}

/** Refuses what does not exist and what is not allowed alike, so that nothing is learned of it. */
export const gone = ({ visit }: Pick<Desk, 'visit'>): ApiError => notFound(visit.texts.frame.gone);

/** The response for a page. */
export const showConsole = (body: string, status = 200, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { ...CONSOLE_HEADERS, ...headers },
  body,
});

/** Leads to another page. @param address from ADDRESSES, with what follows it */
export function goTo(
  { visit }: { visit: Parameters<typeof linkTo>[0] },
  address: string,
  query: Record<string, string> = {},
): Reply {
  const parameters = new URLSearchParams(query).toString();
  return showConsole('', 303, { Location: linkTo(visit, address) + (parameters === '' ? '' : `?${parameters}`) });
}

/** The refusals that a person can mend on the page that was refused. */
const MENDABLE: readonly ErrorKind[] = [
  ...(['invalid', 'forbidden', 'not_found', 'too_large', 'conflict', 'too_many', 'busy', 'unavailable'] as const),
];

/** The refusals whose messages are for programs. */
const FOR_PROGRAMS: readonly ErrorKind[] = ['malformed', 'too_large', 'busy'];

/** Why something was refused, in the reader's language. */
export function problemIn(visit: Desk['visit'], error: ApiError): string {
  if (error instanceof Refused) return errorTexts(visit.language, error).text;
  const problem = inReadersWords(visit, error.message);
  const isForPrograms = problem === error.message && FOR_PROGRAMS.includes(error.kind);
  return isForPrograms ? generalText(visit.language, error.kind) : problem;
}

/**
 * The key that a refused form keeps, because whether it was taken may be unknown: sent again, it has one effect. Empty if
 * the key belongs to what was sent before. The forms of a page end it with their tasks.
 */
export const keyAfter = ({ fields }: Pick<Desk, 'fields'>, { kind }: ApiError): string =>
  kind === 'conflict' ? '' : text(fields.key).replace(/-\w+$/, '');

/**
 * Does what a form asks for.
 *
 * @param again renders the page once more, with why it was refused in the reader's language, and with everything that was
 *   entered
 * @throws what a person cannot mend on the page
 */
export async function orAgain(
  { res, visit }: Pick<Desk, 'res' | 'visit'>,
  work: () => Promise<Reply>,
  again: (problem: string, error: ApiError) => Promise<string>,
): Promise<Reply> {
  try {
    return await work();
  } catch (thrown) {
    const error = asApiError(thrown);
    if (!MENDABLE.includes(error.kind)) throw thrown;
    res.locals.call.refused = error.kind;
    return showConsole(await again(problemIn(visit, error), error), HTTP_STATUS[error.kind], retryAfter(error));
  }
}
