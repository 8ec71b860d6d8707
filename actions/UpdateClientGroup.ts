import { action } from '../src/calls/action';
import { clientGroupColumns } from '../src/dialects/whmcs/columns';
import { invalid, notFound } from '../src/errors';
import type { UpdateClientGroup } from '../src/generated/UpdateClientGroup';
import { changeRow, isTaken } from '../src/store/rows';

export default action<UpdateClientGroup>(async ({ groupid, ...params }, context) => {
  const { db } = context;
  const changes = await changeRow(db, 'client_groups', groupid, clientGroupColumns(params));
  if (changes === undefined) throw notFound('Client Group ID Not Found');
  if (await isTaken(db, 'client_groups', { name: params.groupname }, groupid)) {
    throw invalid('There is a client group of that name already');
  }
  context.record({ changes });
  return { groupid };
});
