import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddClientNote } from '../src/generated/AddClientNote';
import { insertRow, rowExists } from '../src/store/rows';

export default action<AddClientNote>(async ({ userid, notes, sticky }, context) => {
  const { db, caller, now } = context;
  if (!(await rowExists(db, 'clients', userid))) throw notFound('Client ID not found');
  const noteid = await insertRow(db, 'client_notes', {
    client_id: userid,
    staff_id: caller.staff?.id,
    author_name: caller.staff?.name,
    body: notes,
    sticky,
    created_at: now,
  });
  context.record({ clientId: userid });
  return { noteid };
});
