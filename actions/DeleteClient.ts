import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteClient } from '../src/generated/DeleteClient';
import { deleteClient } from '../src/people/clients';
import { holdClientExclusively } from '../src/store/people/clients';

export default action<DeleteClient>(async ({ clientid, deleteusers = false }, context) => {
  const client = await holdClientExclusively(context.db, clientid);
  if (client === undefined) throw notFound('Client ID Not Found');
  await deleteClient(context, client, deleteusers);
  return { clientid };
});
