import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteClient } from '../src/generated/DeleteClient';
import { deleteClient } from '../src/people/clients';
import { holdClientExclusively } from '../src/store/people/clients';
import { lockMerges } from '../src/store/tickets/tickets';

export default action<DeleteClient>(async ({ clientid, deleteusers = false }, context) => {
  // Before the tickets, as in every call that changes merges.
  await lockMerges(context.db);
  const client = await holdClientExclusively(context.db, clientid);
  if (client === undefined) throw notFound('Client ID Not Found');
  await deleteClient(context, client, deleteusers);
  return { clientid };
});
