import { action, type Context } from '../src/calls/action';
import { BILLING_FLAGS, checkCountry, checkEntered, checkPhone, personColumns } from '../src/dialects/whmcs/clients';
import { invalid, notFound } from '../src/errors';
import type { UpdateClient } from '../src/generated/UpdateClient';
import { changeClient, closeClient, OF_CLIENTS } from '../src/people/clients';
import { changedPreferences, contactPreferences } from '../src/people/email-preferences';
import type { ClientRow, ClientStatus } from '../src/store/people/clients';
import { listContactPreferences } from '../src/store/people/contacts';
import { findClientByEmail } from '../src/store/people/people';
import { holdRow, rowExists } from '../src/store/rows';
import { listClientFields } from '../src/store/tickets/custom-fields';
import { checkCustomFields } from '../src/tickets/custom-field-rules';

const NO_DOMAIN_RECIPIENT =
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please create an alternative contact that is set to receive them';

export default action<UpdateClient>(async (params, context) => {
  const { db } = context;
  const { email_preferences: preferences, groupid, country, phonenumber, customfields } = params;
  const client = await findClient(params, context);
  if (preferences?.domain === false) {
    const contacts = await listContactPreferences(db, client.id);
    if (!contacts.some((kept) => contactPreferences(kept).domain)) throw invalid(NO_DOMAIN_RECIPIENT);
  }
  checkEntered(params.email);
  if (country !== undefined && !params.skipvalidation) checkCountry(country);
  if (phonenumber !== undefined && !params.skipvalidation) checkPhone(phonenumber);
  if (groupid && !(await rowExists(db, 'client_groups', groupid))) throw notFound('Client Group ID Not Found');
  const fields = customfields === undefined ? [] : await listClientFields(db);
  const customFields = await checkCustomFields(context, fields, customfields, false, OF_CLIENTS);

  const status = statusOf(params.status);
  const columns = {
    ...personColumns(params),
    currencyId: params.currency,
    groupId: groupid === 0 ? null : groupid,
    language: params.language,
    lastAddress: params.clientip,
    notes: params.notes,
    status: status === 'Closed' ? undefined : status,
    paymentMethod: params.paymentmethod,
    emailPreferences: changedPreferences(client.emailPreferences, preferences),
    marketingOptIn: params.marketingoptin,
    ssoAllowed: params.allow_sso,
    billingFlags: changedFlags(client, params),
  };
  await changeClient(context, client, columns, customFields);
  if (status === 'Closed') await closeClient(context, client.id);
  return { clientid: client.id };
});

async function findClient({ clientid, clientemail }: UpdateClient, { db }: Context): Promise<ClientRow> {
  const id = clientid ?? (clientemail === undefined ? undefined : await findClientByEmail(db, clientemail.trim()));
  const client = id === undefined ? undefined : await holdRow<ClientRow>(db, 'clients', id);
  if (client === undefined) throw notFound('Client ID Not Found');
  return client;
}

/** Reads a status. Validation allows only these three words, in any letter case. */
function statusOf(text: string | undefined): ClientStatus | undefined {
  const word = text?.trim().toLowerCase();
  return (['Active', 'Inactive', 'Closed'] as const).find((status) => status.toLowerCase() === word);
}

function changedFlags(client: ClientRow, params: UpdateClient): Record<string, boolean> | undefined {
  const sent = BILLING_FLAGS.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]] as const]));
  return sent.length === 0 ? undefined : { ...client.billingFlags, ...Object.fromEntries(sent) };
}
