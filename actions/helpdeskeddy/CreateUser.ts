import { action } from '../../src/calls/action';
import { presentUser } from '../../src/dialects/helpdeskeddy/users';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyCreateUser } from '../../src/generated/helpdeskeddy/CreateUser';
import { addClient } from '../../src/people/clients';
import { findAccount } from '../../src/store/people/accounts';
import { findClientByEmail, lockClientEmail } from '../../src/store/people/people';
import { isEmail } from '../../src/tickets/authors';
import { refuseBlockedSender } from '../../src/tickets/spam';

export default action<HelpdeskeddyCreateUser>(async ({ name, lastname = '', email, phone = '' }, context) => {
  const { db, now } = context;
  if (!isEmail(email)) throw invalid('Parameter "email" must be an e-mail address');
  const address = email.trim();
  await refuseBlockedSender(db, address);
  await lockClientEmail(db, address);
  if ((await findClientByEmail(db, address)) !== undefined) {
    throw invalid('Parameter "email" is the e-mail address of another user');
  }
  const columns = { firstName: name.trim(), lastName: lastname.trim(), email: address, phone: phone.trim() };
  const { clientId } = await addClient(context, { columns });
  const client = await findAccount(db, { kind: 'client', id: clientId }, now);
  if (client === undefined) throw new Error('the client who was just added is missing');
  return { data: await presentUser(context, client) };
});
