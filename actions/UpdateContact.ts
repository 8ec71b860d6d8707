import { action, type Context } from '../src/calls/action';
import { checkEntered, personColumns } from '../src/dialects/whmcs/clients';
import { invalid, notFound } from '../src/errors';
import type { UpdateContact } from '../src/generated/UpdateContact';
import { changeContact } from '../src/people/contacts';
import { changedPreferences, clientPreferences, contactPreferences } from '../src/people/email-preferences';
import type { ClientRow } from '../src/store/people/clients';
import { type ContactRow, clientOfContact, listContactPreferences } from '../src/store/people/contacts';
import { holdRow } from '../src/store/rows';

const NO_DOMAIN_RECIPIENT =
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please enable domain notifications for the primary account holder or another contact';

export default action<UpdateContact>(async (params, context) => {
  const { db } = context;
  const { client, contact } = await findContact(params.contactid, context);
  checkEntered(params.email);
  const preferences = params.email_preferences;
  if (preferences?.domain === false && !clientPreferences(client.emailPreferences).domain) {
    const others = await listContactPreferences(db, client.id, contact.id);
    if (!others.some((kept) => contactPreferences(kept).domain)) throw invalid(NO_DOMAIN_RECIPIENT);
  }
  const emailPreferences = changedPreferences(contact.emailPreferences, preferences);
  await changeContact(context, contact, { ...personColumns(params), emailPreferences });
  return { contactid: contact.id };
});

/** Locks the client before the contact, so that only one transaction at a time changes the client's contacts. */
async function findContact(id: number, { db }: Context): Promise<{ client: ClientRow; contact: ContactRow }> {
  const clientId = await clientOfContact(db, id);
  const client = clientId === undefined ? undefined : await holdRow<ClientRow>(db, 'clients', clientId);
  const contact = client === undefined ? undefined : await holdRow<ContactRow>(db, 'contacts', id);
  if (client === undefined || contact === undefined) throw notFound('Contact ID Not Found');
  return { client, contact };
}
