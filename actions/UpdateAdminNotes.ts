import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { UpdateAdminNotes } from '../src/generated/UpdateAdminNotes';
import { changeRow } from '../src/store/rows';

export default action<UpdateAdminNotes>(async ({ notes }, { db, caller, now, record }) => {
  const changes = caller.staff && (await changeRow(db, 'staff', caller.staff.id, { notes, updatedAt: now }));
  if (!changes) throw invalid('Only an administrator has notes');
  record({ changes });
  return {};
});
