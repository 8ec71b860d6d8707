import type { Brake } from '../../access/form-brakes';
import { ApiError } from '../../errors';
import { TRAP } from '../../pages/new-ticket';
import type { DoorParts } from '../door';
import { text, type Visitor } from './page-door';
import { browserOf, shownAt } from './strangers';

/** The form as it is first shown, and as it comes back: that one may be sent at once. */
export const FIRST = 'new-ticket';
export const AGAIN = 'new-ticket-again';

/** No person reads the form and writes a message in that time. */
const QUICKEST_MS = 3_000;

/** A form that a brake stopped. It comes back with everything in it, and can be sent again. */
export class Stopped extends ApiError {
  override name = 'Stopped';

  constructor(readonly why: 'fast' | 'trapped' | 'old' | 'noCookie') {
    super('invalid', 'The form was stopped');
  }
}

/**
 * Stops what robots send. Whoever is stopped by mistake sends the same form again.
 *
 * @throws Stopped
 */
export async function brake(parts: DoorParts, visitor: Visitor): Promise<void> {
  const { formBrakes } = parts;
  const stop = (by: Brake, why: Stopped['why']): never => {
    formBrakes.stop(by);
    throw new Stopped(why);
  };
  if (browserOf(visitor) === '') stop('forged', 'noCookie');
  const [first, again] = await Promise.all([shownAt(parts, visitor, FIRST), shownAt(parts, visitor, AGAIN)]);
  if (first === undefined && again === undefined) stop('old', 'old');
  if (text(visitor.fields[TRAP]) !== '') stop('trap', 'trapped');
  if (first !== undefined && parts.clock().getTime() - first.getTime() < QUICKEST_MS) stop('fast', 'fast');
}
