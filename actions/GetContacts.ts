import { action } from '../src/calls/action';
import { personColumns } from '../src/dialects/whmcs/clients';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetContacts } from '../src/generated/GetContacts';
import { contactPreferences } from '../src/people/email-preferences';
import { type ListedContact, listContacts } from '../src/store/people/contacts';

export default action<GetContacts>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listContacts(db, { id: params.contactid, clientId: params.userid }, personColumns(params), page);
  return { ...countsOf(page, listed), contacts: { contact: listed.rows.map(presentContact) } };
});

function presentContact(contact: ListedContact) {
  const wanted = contactPreferences(contact.emailPreferences);
  return {
    id: contact.id,
    userid: contact.clientId,
    firstname: contact.firstName,
    lastname: contact.lastName,
    companyname: contact.company,
    email: contact.email,
    address1: contact.address1,
    address2: contact.address2,
    city: contact.city,
    state: contact.state,
    postcode: contact.postcode,
    country: contact.country,
    phonenumber: contact.phone,
    tax_id: contact.taxId,
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
