import type { Caller } from '../../access/caller';
import { asApiError } from '../../errors';
import type { Way } from '../../pages/ticket';
import type { DoorParts } from '../door';
import { addressOf } from '../headers';
import { recognise } from '../recognise';
import { clientOf } from './asking';
import { Refused } from './error-page';
import { text, type Visitor } from './page-door';

/** How a visitor says which ticket is meant. */
export const wayOf = ({ fields }: Visitor): Way => ({ number: text(fields.tid), code: text(fields.c) });

/**
 * Who visits a ticket's page: somebody with its access code, or else the client who is signed in, for whom a link with a
 * code of old works too.
 */
export async function visitorOf(parts: DoorParts, visitor: Visitor, { number, code }: Way): Promise<Caller> {
  const { req, res, session } = visitor;
  if (code === '') return clientOf(parts, visitor);
  try {
    return await recognise(parts, req, res, () => parts.callers.ticketCode(number, code, addressOf(req)));
  } catch (thrown) {
    if (session === '' || asApiError(thrown).kind !== 'not_found') throw thrown;
    return clientOf(parts, visitor);
  }
}

/** Turns what a link cannot reach into one refusal, whatever the reason. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const { kind } = asApiError(thrown);
    if (kind === 'not_found' || kind === 'invalid') throw new Refused('not_found', 'gone');
    if (kind === 'too_many') throw new Refused('too_many', 'throttled');
    throw thrown;
  }
}
