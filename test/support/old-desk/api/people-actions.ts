import type { AddressFacts, ClientFacts, ContactFacts } from '../facts';
import type { OldDesk } from '../old-desk';
import { users } from '../people';
import { clients, contacts, domains, services } from '../people-rows';
import { ANNOUNCEMENTS, GROUPS, PRODUCTS, STAFF } from '../setup';
import { type Answer, type Fields, page, Refused, text, time } from './answers';

const address = (facts: AddressFacts): Answer => ({
  ...{
    companyname: text(facts.company),
    address1: text(facts.address1),
    address2: text(facts.address2),
    city: text(facts.city),
  },
  ...{ state: text(facts.state), postcode: facts.postcode, countrycode: facts.country, country: facts.country },
  ...{ phonenumber: facts.phone, tax_id: facts.taxId },
});

const name = ({ firstName, lastName, email }: { firstName: string; lastName: string; email: string }): Answer => ({
  ...{ firstname: text(firstName), lastname: text(lastName), email },
});

const clientRow = (one: ClientFacts): Answer => ({
  ...{ id: one.id, ...name(one), companyname: text(one.company), datecreated: one.createdOn, groupid: one.groupId },
  status: one.status,
});

const contactRow = (one: ContactFacts): Answer => ({
  ...{ id: one.id, userid: one.clientId, ...name(one), ...address(one) },
  ...{ domainemails: false, generalemails: true, invoiceemails: true, productemails: false, supportemails: true },
});

/** What WHMCS answers about people and what they have. */
export function peopleActions(desk: OldDesk, zone: string): Record<string, (fields: Fields) => Answer> {
  const allClients = [...clients(desk.size)];
  const allUsers = [...users(desk.size)];

  function details(one: ClientFacts): Answer {
    const members = allUsers.filter(({ accounts }) => accounts.some(({ clientId }) => clientId === one.id));
    return {
      ...{ client_id: one.id, owner_user_id: one.ownerId, userid: one.id, id: one.id, ...name(one), ...address(one) },
      ...{ fullname: text(`${one.firstName} ${one.lastName}`), fullstate: text(one.state), statecode: text(one.state) },
      email_preferences: { general: '1', invoice: '0', support: '1', product: '1', domain: '1', affiliate: '0' },
      ...{
        notes: text(one.notes),
        currency: 1,
        defaultgateway: 'paypal',
        groupid: one.groupId,
        status: one.status,
        credit: '0.00',
      },
      ...{
        taxexempt: false,
        latefeeoveride: false,
        overideduenotices: false,
        separateinvoices: false,
        disableautocc: false,
      },
      ...{
        marketing_emails_opt_in: one.marketing,
        allowSingleSignOn: 1,
        email_verified: false,
        language: one.language,
      },
      isOptedInToMarketingEmails: one.marketing,
      lastlogin:
        one.lastLoginAt === undefined
          ? 'No Login Logged'
          : `Date: ${time(one.lastLoginAt, zone)}<br>IP Address: ${one.lastAddress}`,
      customfields: one.values.map(({ fieldId, value }) => ({ id: fieldId, value: text(value) })),
      users: {
        user: members.map((user) => ({
          ...{ id: user.id, name: text(`${user.firstName} ${user.lastName}`), email: user.email },
          is_owner: user.id === one.ownerId,
        })),
      },
    };
  }

  return {
    getclients: (fields) => page(allClients, fields, (rows) => ({ clients: { client: rows.map(clientRow) } })),
    getclientsdetails(fields) {
      const one = allClients.find(({ id, email }) =>
        fields.clientid === undefined ? email === fields.email : id === Number(fields.clientid),
      );
      if (one === undefined) throw new Refused('Client Not Found');
      const client = details(one);
      return { result: 'success', ...client, client };
    },
    getclientgroups() {
      const group = GROUPS.map((one) => ({
        ...{ id: one.id, groupname: text(one.name), groupcolour: one.color, discountpercent: one.discount },
        ...{ susptermexempt: one.suspendExempt ? 'on' : '', separateinvoices: one.separateInvoices ? 'on' : '' },
      }));
      return { result: 'success', totalresults: group.length, groups: { group } };
    },
    getcontacts(fields) {
      const all = [...contacts(desk.size)].filter(
        ({ clientId }) => fields.userid === undefined || clientId === Number(fields.userid),
      );
      return page(all, fields, (rows) => ({ contacts: { contact: rows.map(contactRow) } }));
    },
    getusers: (fields) =>
      page(allUsers, fields, (rows) => ({
        users: rows.map((one) => ({
          ...{ id: one.id, ...name(one), datecreated: time(one.createdAt, zone), validationdata: '' },
          clients: one.accounts.map(({ clientId, isOwner }) => ({ id: clientId, isOwner })),
        })),
      })),
    getuserpermissions(fields) {
      const user = allUsers.find(({ id }) => id === Number(fields.user_id));
      if (user === undefined) throw new Refused('Invalid user id');
      const account = user.accounts.find(({ clientId }) => clientId === Number(fields.client_id));
      if (account === undefined) throw new Refused('User is not associated with client');
      return { result: 'success', permissions: { permission: account.permissions } };
    },
    getadminusers() {
      const list = STAFF.map((one) => ({
        ...{ id: one.id, roleId: one.roleName === 'Full Administrator' ? 1 : 2, username: one.username, ...name(one) },
        ...{
          signature: text(one.signature),
          notes: text(one.notes),
          language: one.language,
          isDisabled: one.disabled ? 1 : 0,
        },
        ...{ supportDepartmentIds: one.departmentIds.map(String), fullName: text(`${one.firstName} ${one.lastName}`) },
        created_at: time(one.createdAt, zone),
      }));
      return { result: 'success', count: list.length, admin_users: list };
    },
    getadmindetails: () => ({
      result: 'success',
      adminid: 1,
      name: 'Ada Lovelace',
      requesttime: time(new Date(), zone),
    }),
    getclientsproducts(fields) {
      const all = [...services(desk.size)].filter(
        ({ clientId }) => fields.clientid === undefined || clientId === Number(fields.clientid),
      );
      return page(all, fields, (rows) => ({
        products: {
          product: rows.map((one) => ({
            ...{
              id: one.id,
              qty: 1,
              clientid: one.clientId,
              pid: PRODUCTS.find((product) => product.name === one.product)?.id,
            },
            ...{ regdate: one.registeredOn, name: text(one.product), groupname: 'Web &amp; Mail', domain: one.domain },
            ...{
              firstpaymentamount: '9.90',
              recurringamount: '4.95',
              paymentmethod: 'paypal',
              billingcycle: 'Monthly',
            },
            ...{ nextduedate: '2026-12-01', status: one.status, username: `site${one.id}`, servername: 'web1' },
            ...{ dedicatedip: '192.0.2.20', notes: 'A &amp; B', customfields: { customfield: [] } },
          })),
        },
      }));
    },
    getclientsdomains(fields) {
      const all = [...domains(desk.size)].filter(
        ({ clientId }) => fields.clientid === undefined || clientId === Number(fields.clientid),
      );
      return page(all, fields, (rows) => ({
        domains: {
          domain: rows.map((one) => ({
            ...{
              id: one.id,
              userid: one.clientId,
              regtype: 'Register',
              domainname: one.name,
              registrar: 'enom',
              regperiod: 2,
            },
            ...{
              firstpaymentamount: '10.00',
              recurringamount: '12.50',
              paymentmethod: 'paypal',
              regdate: '2020-02-29',
            },
            ...{ expirydate: one.expiresOn ?? '0000-00-00', nextduedate: '2026-12-31', status: one.status },
            ...{ dnsmanagement: 0, emailforwarding: 0, idprotection: 1, donotrenew: 0, notes: '' },
          })),
        },
      }));
    },
    getannouncements: (fields) =>
      page(ANNOUNCEMENTS, fields, (rows) => ({
        announcements: {
          announcement: rows.map(({ id, parentId, language, title, body, published }) => ({
            ...{ id, date: '2025-05-05 10:00:00', title, announcement: body, published: published ? 1 : 0 },
            ...{ parentid: parentId, language },
          })),
        },
      })),
  };
}
