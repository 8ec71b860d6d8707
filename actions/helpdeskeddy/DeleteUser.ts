import { action } from '../../src/calls/action';
import { noUser, readClientId } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyDeleteUser } from '../../src/generated/helpdeskeddy/DeleteUser';
import { deleteClient } from '../../src/people/clients';
import { holdClientExclusively } from '../../src/store/people/clients';
import { releaseTickets } from '../../src/tickets/release';

export default action<HelpdeskeddyDeleteUser>(async ({ id }, context) => {
  const clientId = await readClientId(context, id);
  const client = await holdClientExclusively(context.db, clientId);
  if (client === undefined) throw noUser(id);
  releaseTickets(context, clientId);
  await deleteClient(context, client, true);
  return { details: `User with id {${id}} successfully deleted` };
});
