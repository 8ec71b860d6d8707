import type { Response } from 'express';
import type { Caller } from '../access/caller';
import type { ComparedCall, Comparing } from '../comparing/comparing';
import { asApiError, type ErrorKind } from '../errors';
import type { Body } from './body';
import type { Reply } from './door';

/** Refusals that an action decides, so that the other desk decides them, too. */
const OF_ACTIONS: readonly ErrorKind[] = ['invalid', 'not_found', 'conflict'];

/** What Hatchdesk says that it is when it asks an old desk. */
const HATCHDESK = 'Hatchdesk';

/** A call of the hatch, and how it is answered. */
interface Call {
  caller: Caller;
  body: Body;
  /** @param read must be called once the caller was found to be allowed to run the action */
  answer(read: () => Promise<Body>): Promise<Reply>;
  refuse(error: unknown): Reply;
}

/**
 * Answers a call, and lets the answer be compared with the other desk's. The caller gets the other desk's in its place if
 * the operator wants so.
 *
 * @throws as `answer` does
 */
export async function answerCompared(
  comparing: Comparing | undefined,
  res: Response,
  { caller, body, answer, refuse }: Call,
): Promise<Reply> {
  // Two desks that compare with each other would never come to an end.
  if (comparing === undefined || res.req.get('user-agent') === HATCHDESK) return answer(async () => body);
  const gone = new AbortController();
  let compared: ComparedCall | undefined;
  let refusal: unknown;
  const reply = await answer(async () => {
    const { call, responseType } = res.locals;
    if (body.problem !== undefined || call.action === undefined) return body;
    const { fields } = body;
    compared = await comparing.begin({
      ...{ action: call.action, caller, fields, responsetype: responseType, signal: gone.signal },
    });
    if (compared !== undefined) res.once('close', () => gone.abort());
    return body;
  }).catch((thrown: unknown) => {
    if (compared === undefined || !OF_ACTIONS.includes(asApiError(thrown).kind)) throw thrown;
    refusal = thrown;
    return refuse(thrown);
  });
  const ours = { status: reply.status, body: String(reply.body) };
  const theirs = await compared?.answered(ours, (then) => res.once('close', then));
  if (theirs !== undefined) {
    res.locals.call.theirs = true;
    return { status: theirs.status, headers: typeOf(theirs.headers), body: theirs.body };
  }
  if (refusal !== undefined) throw refusal;
  return reply;
}

/** What says how the bytes are to be read. */
const typeOf = (headers: readonly (readonly [name: string, value: string])[]): Record<string, string> =>
  Object.fromEntries(headers.filter(([name]) => /^content-(type|encoding|language)$/i.test(name)));
