import { action } from '../src/calls/action';
import type { GetPermissionsList } from '../src/generated/GetPermissionsList';
import { PERMISSIONS } from '../src/people/permissions';

export default action<GetPermissionsList>(async () => ({ permissions: { permission: [...PERMISSIONS] } }));
