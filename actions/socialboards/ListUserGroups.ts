import { action } from '../../src/calls/action';
import type { SocialboardsListUserGroups } from '../../src/generated/socialboards/ListUserGroups';
import { listDepartmentNames } from '../../src/store/desk/departments';

/** This API's groups are departments. Programs see the hidden ones, too, as teammates do. */
export default action<SocialboardsListUserGroups>(async (_params, { db }) => {
  const departments = await listDepartmentNames(db, true);
  return { data: departments.map(({ id, name }) => ({ id, name })) };
});
