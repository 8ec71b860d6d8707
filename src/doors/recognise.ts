import type { Request, Response } from 'express';
import type { CallLimit } from '../access/call-limit';
import type { Caller } from '../access/caller';
import { ApiError } from '../errors';
import { addressOf } from './headers';

/**
 * Finds out who calls, notes it for the log, and counts the call. A call whose caller is not recognised counts against
 * its address.
 *
 * @throws ApiError whatever `identify` throws; (too_many) as {@link CallLimit} does
 */
export async function recognise(
  { callLimit }: { callLimit: CallLimit },
  req: Request,
  res: Response,
  identify: () => Promise<Caller>,
): Promise<Caller> {
  let caller: Caller;
  try {
    caller = await identify();
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'unauthenticated') callLimit.countFrom(addressOf(req));
    throw error;
  }
  res.locals.call.caller = caller.name;
  callLimit.count(caller.name);
  return caller;
}
