import { checkMayGive, checkTokenRole, readActions } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddRole } from '../src/generated/AddRole';
import { insertRole } from '../src/store/access/roles';
import { isTaken } from '../src/store/rows';

export default action<AddRole>(async (params, context) => {
  const name = params.name.trim();
  const actions = readActions(params.actions, context);
  checkTokenRole({ name, actions });
  checkMayGive(context.caller, [{ actions }]);
  const isFree = !(await isTaken(context.db, 'roles', { name }));
  const roleid = isFree ? await insertRole(context.db, name, actions) : undefined;
  if (roleid === undefined) throw invalid('There is a role of that name already');
  context.record({ changes: { name: [null, name], actions: [null, actions] } });
  context.forget();
  return { roleid };
});
