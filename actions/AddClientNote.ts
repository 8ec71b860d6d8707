import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddClientNote } from '../src/generated/AddClientNote';
import { insertRow, rowExists } from '../src/store/rows';

export default action<AddClientNote>(async ({ userid, notes, sticky }, context) => {
  const { db, caller, now } = context;
  if (!(await rowExists(db, 'clients', userid))) throw notFound('Client ID not found');
  const noteid = await insertRow(db, 'client_notes', {
    clientId: userid,
    staffId: caller.staff?.id,
    authorName: caller.staff?.name,
    body: notes,
    sticky,
    createdAt: now,
  });
  context.record({ clientId: userid });
  return { noteid };
});
