import { action } from '../src/calls/action';
import { clientGroupColumns } from '../src/dialects/whmcs/columns';
import { invalid } from '../src/errors';
import type { AddClientGroup } from '../src/generated/AddClientGroup';
import { insertRow, isTaken } from '../src/store/rows';

export default action<AddClientGroup>(async (params, context) => {
  const { db } = context;
  if (await isTaken(db, 'client_groups', { name: params.groupname })) {
    throw invalid('There is a client group of that name already');
  }
  const groupid = await insertRow(db, 'client_groups', clientGroupColumns(params));
  context.record({ changes: { name: [null, params.groupname.trim()] } });
  return { groupid };
});
