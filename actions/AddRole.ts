import { action } from '../src/action';
import { checkMayGive, readActions } from '../src/dialects/access';
import { invalid } from '../src/errors';
import type { AddRole } from '../src/generated/AddRole';
import { insertRole } from '../src/store/access-admin';

export default action<AddRole>(async (params, context) => {
  const name = params.name.trim();
  const actions = readActions(params.actions, context.knows);
  checkMayGive(context.caller, [{ actions }]);
  const roleid = await insertRole(context.db, name, actions);
  if (roleid === undefined) throw invalid('There is a role of that name already');
  context.record({ changes: { name: [null, name], actions: [null, actions] } });
  context.forget();
  return { roleid };
});
