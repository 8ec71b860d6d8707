import type { Context } from '../calls/action';
import { ApiError } from '../errors';

/**
 * The member of staff who reads tickets.
 *
 * @throws ApiError (forbidden) `Only an administrator can read tickets: call with the credential of one`
 */
export function readerOf({ staff }: Context['caller']): number {
  if (staff === null)
    throw new ApiError('forbidden', 'Only an administrator can read tickets: call with the credential of one');
  return staff.id;
}
