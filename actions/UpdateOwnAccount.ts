import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import type { UpdateOwnAccount } from '../src/generated/UpdateOwnAccount';
import { changeRow } from '../src/store/rows';

export default action<UpdateOwnAccount>(async ({ language, signature }, { db, caller, now, record, forget }) => {
  const { staffId } = ownStaff(caller);
  const changes = await changeRow(db, 'staff', staffId, { language, signature, updatedAt: now });
  record({ changes: changes ?? {} });
  forget();
  return { adminid: staffId };
});
