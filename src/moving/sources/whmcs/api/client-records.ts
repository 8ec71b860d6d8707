import type { WallClock } from '../../tables/dates';
import { cleanText } from '../../tables/texts';
import { ApiRefusal } from './answers';
import {
  clean,
  personOf,
  readAll,
  readContacts,
  readDomains,
  readServices,
  readUsers,
  type UserBook,
} from './people-records';
import type { Reading } from './reading';
import { booleanOf, idOf, integerOf, isMembers, listOf, type Members, textOf } from './values';

/** Reads the clients. The list shows little of a client, so each one costs a call. */
export async function readClients(reading: Reading): Promise<void> {
  const { sink, may } = reading;
  const fieldIds = new Set<string>();
  const fields = { orderby: 'id', sorting: 'ASC' };
  const list = { action: 'GetClients', plural: 'clients', singular: 'client', fields };
  await readAll(reading, 'client', list, async (row) => {
    const clientId = textOf(row.id);
    const details = may('GetClientsDetails') ? await detailsOf(reading, clientId) : {};
    if (details !== undefined) await addClient(reading, clientId, { ...row, ...details }, fieldIds);
  });
  if (fieldIds.size === 0) return;
  await sink.line({
    line: 'differs',
    kind: 'customField',
    sourceId: '',
    reason: 'unknown names',
    text: 'The API shows values of custom fields of clients, and no names or types. They are texts here: give them names.',
    count: fieldIds.size,
  });
}

/**
 * Reads a client with its users, contacts, services and domains, and without custom fields, whose types nobody tells.
 *
 * @param book gets the users
 */
export async function readClient(reading: Reading, clientId: string, book: UserBook): Promise<void> {
  const details = reading.may('GetClientsDetails') ? await detailsOf(reading, clientId) : undefined;
  if (details === undefined) return;
  const client = { ...(await findListed(reading, clientId, textOf(details.email))), ...details };
  await reading.sink.add('client', { sourceId: clientId, ...clientOf(client, reading.clock) });
  const users = isMembers(details.users) ? listOf(details.users, 'user') : [];
  const addresses = users.map(({ email }) => textOf(email).trim()).filter((email) => email !== '');
  for (const search of addresses) await readUsers(reading, book, { search });
  await readContacts(reading, { userid: clientId });
  await readServices(reading, { clientid: clientId });
  await readDomains(reading, { clientid: clientId });
}

/** Finds a client's row in the list, which alone shows since when there is a client. */
async function findListed(reading: Reading, clientId: string, search: string): Promise<Members | undefined> {
  if (search === '') return undefined;
  const rows: Members[] = [];
  const list = { action: 'GetClients', plural: 'clients', singular: 'client', fields: { search } };
  await readAll(reading, 'client', list, (row) => void rows.push(row));
  return rows.find(({ id }) => textOf(id) === clientId);
}

/** @returns undefined for a client that was deleted */
async function detailsOf({ caller, signal }: Reading, clientid: string): Promise<Members | undefined> {
  try {
    const answer = await caller.ask('GetClientsDetails', { clientid }, signal);
    return isMembers(answer.client) ? answer.client : answer;
  } catch (error) {
    if (error instanceof ApiRefusal) return undefined;
    throw error;
  }
}

/** @param fieldIds the custom fields that were added, to which this client's are added */
async function addClient(reading: Reading, clientId: string, client: Members, fieldIds: Set<string>): Promise<void> {
  const { sink } = reading;
  await sink.add('client', { sourceId: clientId, ...clientOf(client, reading.clock) });
  for (const { id, value } of listOf(client.customfields, 'customfield')) {
    const fieldId = textOf(id);
    if (textOf(value) === '') continue;
    if (!fieldIds.has(fieldId)) {
      fieldIds.add(fieldId);
      const name = `Client field ${fieldId}`;
      await sink.add('customField', { sourceId: fieldId, owner: 'client', name, type: 'text' });
    }
    const sourceId = `${fieldId}:${clientId}`;
    await sink.add('customFieldValue', { sourceId, fieldId, ownerId: clientId, value: clean(value) });
  }
}

const FLAGS = [
  'taxexempt',
  'latefeeoveride',
  'overideduenotices',
  'separateinvoices',
  'disableautocc',
  'overrideautoclose',
];

/** A client as GetClientsDetails shows it. */
export function clientOf(client: Members, clock: WallClock) {
  const flags = FLAGS.flatMap((flag) => (booleanOf(client[flag]) === true ? [[flag, true] as const] : []));
  const preferences = isMembers(client.email_preferences)
    ? Object.entries(client.email_preferences).map(([kind, wanted]) => [kind, booleanOf(wanted) ?? true] as const)
    : [];
  return {
    ...personOf(client),
    status: clean(client.status),
    groupId: idOf(client.groupid),
    language: clean(client.language),
    notes: cleanText(textOf(client.notes)),
    currencyId: integerOf(client.currency),
    paymentMethod: clean(client.defaultgateway),
    emailPreferences: Object.fromEntries(preferences),
    billingFlags: Object.fromEntries(flags),
    marketingOptIn: booleanOf(client.marketing_emails_opt_in ?? client.isOptedInToMarketingEmails),
    emailVerified: booleanOf(client.email_verified),
    ssoAllowed: booleanOf(client.allowSingleSignOn),
    createdAt: clock.moment(textOf(client.datecreated)),
  };
}
