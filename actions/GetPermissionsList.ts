import { action } from '../src/calls/action';
import type { GetPermissionsList } from '../src/generated/GetPermissionsList';
import { PERMISSIONS } from '../src/people/permissions';

/** The published sample has `status` where every other answer has `result`. Both are answered. */
export default action<GetPermissionsList>(async () => ({
  status: 'success',
  permissions: { permission: [...PERMISSIONS] },
}));
