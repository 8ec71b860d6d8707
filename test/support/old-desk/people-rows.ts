import type { ClientFacts, ContactFacts, UserFacts } from './facts';
import { client, contact, sizes, users } from './people';
import { addressRow, oneZero, type Row, valueRows } from './rows';
import { domain, service } from './services';
import { PRODUCTS } from './setup';
import { encoded } from './texts';

export const range = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);
const PREFERENCES = { general: 1, invoice: 0, support: 1, product: 1, domain: 1, affiliate: 0 };

const clientRow = (facts: ClientFacts, password: string): Row => ({
  ...{ id: facts.id, uuid: `00000000-0000-4000-8000-${String(facts.id).padStart(12, '0')}`, password },
  ...{ firstname: encoded(facts.firstName), lastname: encoded(facts.lastName), email: facts.email },
  ...addressRow(facts),
  ...{
    currency: 1,
    defaultgateway: 'paypal',
    credit: '0.00',
    datecreated: facts.createdOn,
    notes: encoded(facts.notes),
  },
  ...{
    groupid: facts.groupId,
    cardnum: Buffer.from([0, 255, 39, 92, 10, 13, 26]),
    lastlogin: facts.lastLoginAt ?? null,
  },
  ...{ ip: facts.lastAddress, status: facts.status, language: facts.language },
  ...{ marketing_emails_opt_in: oneZero(facts.marketing), email_preferences: JSON.stringify(PREFERENCES) },
  created_at: facts.createdAt,
});

const contactRow = (facts: ContactFacts): Row => ({
  ...{ id: facts.id, userid: facts.clientId, firstname: encoded(facts.firstName), lastname: encoded(facts.lastName) },
  ...{ email: facts.email, ...addressRow(facts) },
  ...{ generalemails: 1, invoiceemails: 1, supportemails: 1, created_at: facts.createdAt },
});

const userRow = (facts: UserFacts): Row => ({
  ...{ id: facts.id, first_name: encoded(facts.firstName), last_name: encoded(facts.lastName), email: facts.email },
  ...{ password: facts.password?.stored ?? '', language: facts.language, last_ip: '192.0.2.9' },
  ...{
    last_login: facts.lastLoginAt ?? null,
    email_verified_at: facts.verifiedAt ?? null,
    created_at: facts.createdAt,
  },
});

const accountRows = ({ id, accounts, createdAt }: UserFacts): Row[] =>
  accounts.map(({ clientId, isOwner, permissions }) => ({
    ...{ auth_user_id: id, client_id: clientId, owner: oneZero(isOwner) },
    ...{ permissions: permissions.length === 0 ? null : permissions.join(','), created_at: createdAt },
  }));

function noteRows({ id, clientNotes }: ClientFacts): Row[] {
  return clientNotes.map(({ id: noteId, staffId, body, sticky, createdAt }) => ({
    ...{ id: noteId, userid: id, adminid: staffId, created: createdAt, modified: createdAt },
    ...{ note: encoded(body), sticky: oneZero(sticky) },
  }));
}

function* present<T>(last: number, one: (id: number) => T | undefined): Generator<T> {
  for (let id = 1; id <= last; id++) {
    const facts = one(id);
    if (facts !== undefined) yield facts;
  }
}

/** All clients of a desk of so many tickets. */
export const clients = (tickets: number) => present(sizes(tickets).clients, (id) => client(id, tickets));
export const contacts = (tickets: number) => present(sizes(tickets).contacts, (id) => contact(id, tickets));
export const services = (tickets: number) => present(sizes(tickets).services, (id) => service(id, tickets));
export const domains = (tickets: number) => present(sizes(tickets).domains, (id) => domain(id, tickets));

/** Rows of the tables that grow with the clients. */
export const PEOPLE_ROWS: Record<string, (tickets: number) => Generator<Row>> = {
  *tblclients(tickets) {
    for (const facts of clients(tickets)) yield clientRow(facts, '');
  },
  *tblcontacts(tickets) {
    for (const facts of contacts(tickets)) yield contactRow(facts);
  },
  *tblusers(tickets) {
    for (const facts of users(tickets)) yield userRow(facts);
  },
  *tblusers_clients(tickets) {
    for (const facts of users(tickets)) yield* accountRows(facts);
  },
  *tblnotes(tickets) {
    for (const facts of clients(tickets)) yield* noteRows(facts);
  },
  *tblcustomfieldsvalues(tickets) {
    for (const { id, values } of clients(tickets)) yield* valueRows(values, id);
    // Of a field that was deleted, and of a client that was.
    yield { fieldid: 99, relid: 1, value: 'Its field was deleted' };
    yield { fieldid: 1, relid: 13, value: 'AB-1' };
  },
  *tblhosting(tickets) {
    for (const { id, clientId, product, domain: site, status, registeredOn } of services(tickets)) {
      yield {
        ...{ id, userid: clientId, packageid: PRODUCTS.find(({ name }) => name === product)?.id ?? 0, server: 1 },
        ...{ regdate: registeredOn, domain: site, paymentmethod: 'paypal', firstpaymentamount: '9.90', amount: '4.95' },
        ...{ billingcycle: 'Monthly', nextduedate: '2026-12-01', nextinvoicedate: '2026-12-01', domainstatus: status },
        ...{ username: `site${id}`, password: 'encrypted', dedicatedip: '192.0.2.20', notes: 'A &amp; B' },
      };
    }
  },
  *tbldomains(tickets) {
    for (const { id, clientId, name, status, expiresOn } of domains(tickets)) {
      yield {
        ...{ id, userid: clientId, type: 'Register', registrationdate: '2020-02-29', domain: name, status },
        ...{ firstpaymentamount: '10.00', recurringamount: '12.50', registrar: 'enom', registrationperiod: 2 },
        ...{
          expirydate: expiresOn ?? '0000-00-00',
          nextduedate: '2026-12-31',
          paymentmethod: 'paypal',
          idprotection: 1,
        },
      };
    }
  },
  *tblinvoices(tickets) {
    for (const { id } of clients(tickets)) {
      yield {
        id: id + 9000,
        userid: id,
        date: '2026-01-01',
        subtotal: '1.00',
        total: '1.19',
        status: 'Paid',
        notes: "It's paid",
      };
    }
  },
};
