import type { Kind } from '../../../records';
import { day } from '../../tables/dates';
import { cleanText } from '../../tables/texts';
import { type PagedList, readList } from './pages';
import type { Reading } from './reading';
import { amountOf, booleanOf, idOf, integerOf, isMembers, listOf, type Members, textOf } from './values';

/** A text of one line. */
export const clean = (value: unknown): string => cleanText(textOf(value)).trim();

/** Reads a list whole, and says so if the old desk counts more than it lists. */
export async function readAll(
  reading: Reading,
  kind: Kind,
  list: PagedList,
  each: (row: Members) => Promise<void> | void,
): Promise<void> {
  const { caller, sink, may, pageSize, signal } = reading;
  if (!may(list.action)) return;
  let done = 0;
  const missing = await readList(caller, list, pageSize, signal, async (row) => {
    await each(row);
    done += 1;
    if (done % 100 === 0) sink.progress(list.plural, done);
  });
  sink.progress(list.plural, done, done);
  if (missing === 0) return;
  await sink.line({
    line: 'stays',
    kind,
    sourceId: '',
    reason: 'counted and not listed',
    text: `${list.action} counts more than it lists. A dump or the database has them: use --dump or --mysql.`,
    count: missing,
  });
}

export async function readClientGroups({ caller, sink, may, signal }: Reading): Promise<void> {
  if (!may('GetClientGroups')) return;
  const answer = await caller.ask('GetClientGroups', {}, signal);
  for (const row of listOf(answer.groups, 'group')) {
    await sink.add('clientGroup', {
      sourceId: textOf(row.id),
      name: clean(row.groupname),
      color: textOf(row.groupcolour) || null,
      discountPercent: amountOf(row.discountpercent),
      suspendExempt: booleanOf(row.susptermexempt),
      separateInvoices: booleanOf(row.separateinvoices),
    });
  }
}

/** Finds the user of a client by what the API says of an author: a name and an address. */
export class UserBook {
  private readonly users = new Map<string, { id: string; name: string; clientIds: string[] }>();

  add(email: string, user: { id: string; name: string; clientIds: string[] }): void {
    this.users.set(email.toLowerCase(), user);
  }

  idOf(clientId: string | null, name: string, email: string): string | null {
    const user = this.users.get(email.trim().toLowerCase());
    if (user === undefined || clientId === null || !user.clientIds.includes(clientId)) return null;
    // A client may have the same address as its owner: then the name tells them apart.
    return user.name.toLowerCase() === name.trim().toLowerCase() ? user.id : null;
  }
}

type Filter = Record<string, string>;

/** Reads users, with the clients that they belong to. */
export async function readUsers(reading: Reading, book: UserBook, fields: Filter = {}): Promise<void> {
  const { caller, sink, clock, may, signal } = reading;
  await readAll(reading, 'user', { action: 'GetUsers', plural: 'users', singular: 'user', fields }, async (row) => {
    const userId = textOf(row.id);
    const [firstName, lastName, email] = [clean(row.firstname), clean(row.lastname), clean(row.email)];
    const createdAt = clock.moment(textOf(row.datecreated));
    await sink.add('user', { sourceId: userId, firstName, lastName, email, createdAt });
    const clients = listOf(row.clients, 'client');
    const clientIds = clients.map(({ id }) => textOf(id));
    book.add(email, { id: userId, name: `${firstName} ${lastName}`.trim(), clientIds });
    for (const { id, isOwner, is_owner: owner = isOwner } of clients) {
      const clientId = textOf(id);
      const permissions = booleanOf(owner) ? null : await permissionsOf(userId, clientId);
      await sink.add('clientUser', {
        sourceId: `${clientId}:${userId}`,
        ...{ clientId, userId, isOwner: booleanOf(owner) ?? false, permissions },
      });
    }
  });

  async function permissionsOf(userId: string, clientId: string): Promise<string[] | null> {
    if (!may('GetUserPermissions')) return null;
    const answer = await caller.ask('GetUserPermissions', { user_id: userId, client_id: clientId }, signal);
    const list = isMembers(answer.permissions) ? answer.permissions.permission : answer.permissions;
    if (Array.isArray(list)) return list.map(textOf);
    return textOf(list) === '' ? [] : [textOf(list)];
  }
}

export async function readContacts(reading: Reading, fields: Filter = {}): Promise<void> {
  const { sink, clock } = reading;
  const list = { action: 'GetContacts', plural: 'contacts', singular: 'contact', fields };
  await readAll(reading, 'contact', list, async (row) => {
    const preferences = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'].flatMap((kind) => {
      const wanted = booleanOf(row[`${kind}emails`]);
      return wanted === null ? [] : [[kind, wanted] as const];
    });
    await sink.add('contact', {
      sourceId: textOf(row.id),
      clientId: idOf(row.userid),
      ...personOf(row),
      email: clean(row.email),
      emailPreferences: Object.fromEntries(preferences),
      createdAt: clock.moment(textOf(row.created_at)),
    });
  });
}

/** What clients and contacts have in common. */
export const personOf = (row: Members) => ({
  firstName: clean(row.firstname),
  lastName: clean(row.lastname),
  company: clean(row.companyname),
  email: clean(row.email),
  phone: clean(row.phonenumber),
  address1: clean(row.address1),
  address2: clean(row.address2),
  city: clean(row.city),
  state: clean(row.state),
  postcode: clean(row.postcode),
  country: clean(row.countrycode ?? row.country),
  taxId: clean(row.tax_id),
});

/** A service as GetClientsProducts lists it. */
export const serviceOf = (row: Members) => ({
  clientId: idOf(row.clientid ?? row.userid),
  name: clean(row.name),
  productId: integerOf(row.pid),
  groupName: clean(row.groupname),
  domain: clean(row.domain),
  status: clean(row.status),
  username: clean(row.username),
  serverName: clean(row.servername),
  dedicatedIp: clean(row.dedicatedip),
  quantity: integerOf(row.qty),
  billingCycle: clean(row.billingcycle),
  firstPayment: amountOf(row.firstpaymentamount),
  recurring: amountOf(row.recurringamount),
  paymentMethod: clean(row.paymentmethod),
  notes: cleanText(textOf(row.notes)),
  registeredOn: day(textOf(row.regdate)),
  nextDueOn: day(textOf(row.nextduedate)),
});

export async function readServices(reading: Reading, fields: Filter = {}): Promise<void> {
  const list = { action: 'GetClientsProducts', plural: 'products', singular: 'product', fields };
  await readAll(reading, 'service', list, async (row) => {
    await reading.sink.add('service', { sourceId: textOf(row.id), ...serviceOf(row) });
  });
}

/** A domain as GetClientsDomains lists it. */
export const domainOf = (row: Members) => ({
  clientId: idOf(row.userid ?? row.clientid),
  name: clean(row.domainname ?? row.domain),
  registrar: clean(row.registrar),
  kind: clean(row.regtype),
  status: clean(row.status),
  years: integerOf(row.regperiod),
  firstPayment: amountOf(row.firstpaymentamount),
  recurring: amountOf(row.recurringamount),
  paymentMethod: clean(row.paymentmethod),
  notes: cleanText(textOf(row.notes)),
  registeredOn: day(textOf(row.regdate)),
  expiresOn: day(textOf(row.expirydate)),
  nextDueOn: day(textOf(row.nextduedate)),
  dnsManagement: booleanOf(row.dnsmanagement),
  emailForwarding: booleanOf(row.emailforwarding),
  idProtection: booleanOf(row.idprotection),
  doNotRenew: booleanOf(row.donotrenew),
});

export async function readDomains(reading: Reading, fields: Filter = {}): Promise<void> {
  const list = { action: 'GetClientsDomains', plural: 'domains', singular: 'domain', fields };
  await readAll(reading, 'domain', list, async (row) => {
    await reading.sink.add('domain', { sourceId: textOf(row.id), ...domainOf(row) });
  });
}
