import type { Context } from '../../calls/action';
import { ApiError } from '../../errors';

/**
 * The administrator who calls.
 *
 * @throws ApiError (forbidden) `Only an administrator can do this`
 */
export function ownStaff({ staff }: Context['caller']): { staffId: number } {
  if (staff === null) throw new ApiError('forbidden', 'Only an administrator can do this');
  return { staffId: staff.id };
}
