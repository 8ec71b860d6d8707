import { action, type Context } from '../../src/calls/action';
import { onlyChanges } from '../../src/dialects/helpdeskeddy/unchanged';
import {
  columnsOf,
  isClosing,
  noUser,
  presentUser,
  readClientId,
  readStatus,
  readUserEmail,
} from '../../src/dialects/helpdeskeddy/users';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyUpdateUser } from '../../src/generated/helpdeskeddy/UpdateUser';
import { changeClient, closeClient, OF_CLIENTS } from '../../src/people/clients';
import { changedPreferences } from '../../src/people/email-preferences';
import { findAccount } from '../../src/store/people/accounts';
import type { ClientRow } from '../../src/store/people/clients';
import { holdRow } from '../../src/store/rows';
import { listClientFields } from '../../src/store/tickets/custom-fields';
import { checkCustomFields } from '../../src/tickets/custom-field-rules';

export default action<HelpdeskeddyUpdateUser>(async (sent, context) => {
  const { db } = context;
  const clientId = await readClientId(context, sent.id);
  const client = await holdRow<ClientRow>(db, 'clients', clientId);
  if (client === undefined) throw noUser(sent.id);
  const params = onlyChanges(sent, await show(context, clientId));
  const { name, email, notifications, custom_fields } = params;
  const status = readStatus(context, params.status, Object.keys(sent).length === 2);
  if (name?.trim() === '') throw invalid('Parameter "name" must not be empty');
  const address = email === undefined ? undefined : await readUserEmail(context, email, clientId);
  const fields = custom_fields === undefined ? [] : await listClientFields(db);
  const customFields = await checkCustomFields(context, fields, custom_fields, false, {
    ...OF_CLIENTS,
    parameter: 'custom_fields',
  });
  const columns = {
    ...columnsOf(params, status),
    email: address,
    emailPreferences:
      notifications === undefined ? undefined : changedPreferences(client.emailPreferences, { support: notifications }),
  };
  const isChanged = [...Object.values(columns), ...customFields].some((value) => value !== undefined);
  if (isChanged) await changeClient(context, client, columns, customFields);
  if (isClosing(status)) await closeClient(context, clientId);
  return { data: await show(context, clientId) };
});

async function show(context: Context, id: number) {
  const account = await findAccount(context.db, { kind: 'client', id }, context.now);
  if (account === undefined) throw new Error('a client whose row is locked is missing');
  return presentUser(context, account);
}
