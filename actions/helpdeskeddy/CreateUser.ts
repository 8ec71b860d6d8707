import { action } from '../../src/calls/action';
import { presentUser, readUserEmail } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyCreateUser } from '../../src/generated/helpdeskeddy/CreateUser';
import { addClient } from '../../src/people/clients';
import { findAccount } from '../../src/store/people/accounts';

export default action<HelpdeskeddyCreateUser>(async ({ name, lastname = '', email, phone = '' }, context) => {
  const address = await readUserEmail(context, email);
  const columns = { firstName: name.trim(), lastName: lastname.trim(), email: address, phone: phone.trim() };
  const { clientId } = await addClient(context, { columns });
  const client = await findAccount(context.db, { kind: 'client', id: clientId }, context.now);
  if (client === undefined) throw new Error('the client who was just added is missing');
  return { data: await presentUser(context, client) };
});
