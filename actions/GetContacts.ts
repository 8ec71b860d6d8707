import { action } from '../src/calls/action';
import { personColumns } from '../src/dialects/whmcs/clients';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetContacts } from '../src/generated/GetContacts';
import { contactPreferences } from '../src/people/email-preferences';
import type { Condition } from '../src/store/conditions';
import { listPage } from '../src/store/pages';
import type { PersonColumns } from '../src/store/people/clients';

interface ListedContact extends Required<{ [Name in keyof PersonColumns]: NonNullable<PersonColumns[Name]> }> {
  id: number;
  clientId: number;
  createdAt: Date;
  updatedAt: Date;
}

const CONTACTS = {
  select: `id, client_id as "clientId", first_name, last_name, company, email, address1, address2, city, state,
    postcode, country, phone, tax_id, email_preferences, created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'contacts',
  orderBy: 'id',
};

export default action<GetContacts>(async (params, { db }) => {
  const page = pageOf(params);
  const conditions = Object.entries(personColumns(params)).map(
    ([column, value]): Condition => [`lower(${column}) = lower(?)`, value],
  );
  const listed = await listPage<ListedContact>(db, CONTACTS, [['client_id = ?', params.userid], ...conditions], page);
  return { ...countsOf(page, listed), contacts: { contact: listed.rows.map(presentContact) } };
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
