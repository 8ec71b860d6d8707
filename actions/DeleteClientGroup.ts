import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeleteClientGroup } from '../src/generated/DeleteClientGroup';
import { deleteRow } from '../src/store/rows';

export default action<DeleteClientGroup>(async ({ groupid }, { db }) => {
  if (!(await deleteRow(db, 'client_groups', groupid))) throw notFound('Client Group ID Not Found');
  return { groupid };
});
