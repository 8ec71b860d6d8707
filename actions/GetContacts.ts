import { action } from '../src/action';
import { personColumns } from '../src/dialects/whmcs-clients';
import type { GetContacts } from '../src/generated/GetContacts';
import { contactPreferences } from '../src/people/email-preferences';
import { type ListedContact, listContacts } from '../src/store/contacts';

export default action<GetContacts>(async (params, { db }) => {
  const { limitstart = 0, limitnum = 25, userid } = params;
  const columns = personColumns(params);
  const { total, contacts } = await listContacts(db, {
    ...{ clientId: userid, columns },
    ...{ offset: limitstart, limit: limitnum },
  });
  const contact = contacts.map(presentContact);
  return { totalresults: total, startnumber: limitstart, numreturned: contact.length, contacts: { contact } };
});

function presentContact(contact: ListedContact) {
  const wanted = contactPreferences(contact.email_preferences);
  return {
    id: contact.id,
    userid: contact.clientId,
    firstname: contact.first_name,
    lastname: contact.last_name,
    companyname: contact.company,
    email: contact.email,
    address1: contact.address1,
    address2: contact.address2,
    city: contact.city,
    state: contact.state,
    postcode: contact.postcode,
    country: contact.country,
    phonenumber: contact.phone,
    tax_id: contact.tax_id,
    domainemails: wanted.domain,
    generalemails: wanted.general,
    invoiceemails: wanted.invoice,
    productemails: wanted.product,
    supportemails: wanted.support,
    affiliateemails: wanted.affiliate,
    created_at: contact.createdAt,
    updated_at: contact.updatedAt,
  };
}
