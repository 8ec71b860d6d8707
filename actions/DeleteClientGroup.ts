import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteClientGroup } from '../src/generated/DeleteClientGroup';
import { takeRow } from '../src/store/rows';

export default action<DeleteClientGroup>(async ({ groupid }, { db, record }) => {
  const group = await takeRow<{ name: string }>(db, 'client_groups', groupid);
  if (group === undefined) throw notFound('Client Group ID Not Found');
  record({ changes: { name: [group.name, null] } });
  return { groupid };
});
