import { action } from '../../src/calls/action';
import { readSentFields } from '../../src/dialects/helpdeskeddy/sent-fields';
import { columnsOf, isClosing, presentUser, readStatus, readUserEmail } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyCreateUser } from '../../src/generated/helpdeskeddy/CreateUser';
import { addClient, closeClient, OF_CLIENTS } from '../../src/people/clients';
import { changedPreferences } from '../../src/people/email-preferences';
import { findAccount } from '../../src/store/people/accounts';
import { listClientFields } from '../../src/store/tickets/custom-fields';
import { checkCustomFields } from '../../src/tickets/custom-field-rules';

export default action<HelpdeskeddyCreateUser>(async (params, context) => {
  const { db } = context;
  const { custom_fields, notifications } = params;
  const status = readStatus(context, params.status);
  const email = await readUserEmail(context, params.email);
  const fields = custom_fields === undefined ? [] : await listClientFields(db);
  const sent = custom_fields && readSentFields(custom_fields);
  const customFields = await checkCustomFields(context, fields, sent, false, {
    ...OF_CLIENTS,
    parameter: 'custom_fields',
  });
  const emailPreferences = changedPreferences({}, notifications === undefined ? undefined : { support: notifications });
  const { clientId } = await addClient(context, {
    columns: { ...columnsOf(params, status), email, emailPreferences },
    customFields,
  });
  if (isClosing(status)) await closeClient(context, clientId);
  const client = await findAccount(db, { kind: 'client', id: clientId }, context.now);
  if (client === undefined) throw new Error('the client who was just added is missing');
  return { data: await presentUser(context, client) };
});
