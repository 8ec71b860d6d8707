import { action } from '../src/calls/action';
import { checkEntered, personColumns } from '../src/dialects/whmcs/clients';
import { notFound } from '../src/errors';
import type { AddContact } from '../src/generated/AddContact';
import { addContact } from '../src/people/contacts';
import { changedPreferences } from '../src/people/email-preferences';
import { holdRow } from '../src/store/rows';

export default action<AddContact>(async (params, context) => {
  const { clientid, email_preferences: preferences } = params;
  // The lock makes the second of two contacts with the same address be refused.
  if ((await holdRow(context.db, 'clients', clientid)) === undefined) throw notFound('Client ID Not Found');
  checkEntered(params.email);
  const columns = { ...personColumns(params), emailPreferences: changedPreferences({}, preferences) };
  return { contactid: await addContact(context, clientid, columns) };
});
