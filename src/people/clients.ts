import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { revokeProgramsOfClient } from '../store/access/oauth-clients';
import { type ClientColumns, type ClientRow, isClientEmailTaken } from '../store/people/clients';
import { findClientByEmail, lockClientEmail } from '../store/people/people';
import { findOrInsertUser, holdUsersOfNoOtherClient, linkOwner } from '../store/people/users';
import { changeRow, deleteRow, insertRow } from '../store/rows';
import { type CustomFieldChange, writeClientFields } from '../store/tickets/custom-fields';
import { checkEmail } from '../tickets/authors';
import type { FieldOwner } from '../tickets/custom-field-rules';
import { releaseClient, releaseUser } from '../tickets/release';
import { eraseTicketsOfClient } from '../tickets/remove';
import { refuseBlockedSender } from '../tickets/spam';
import { unmergeOthers } from '../tickets/unmerge';
import { emitUserAdd } from './users';

/** The wording of refusals of clients' custom fields. */
export const OF_CLIENTS: FieldOwner = {
  parameter: 'customfields',
  missing: (field) => `You did not provide required custom field value for ${field}`,
  unknown: (field) => `Custom field "${field}" does not exist`,
};

interface NewClient {
  columns: ClientColumns & { email: string };
  /**
   * An existing user, or a new one, whose address must be free and who cannot sign in if the hash is null. Without it,
   * the user with the client's address is the owner, and is added if there is none.
   */
  owner?: { userId: number } | { passwordHash: string | null };
  customFields?: CustomFieldChange[];
  /** Whether to send no mail about it. */
  quiet?: boolean;
}

/**
 * Adds a client with the user who owns the account. Emits `ClientAdd`.
 *
 * @throws ApiError (invalid) `A user already exists with that email address` when `owner` asks for a new user.
 */
export async function addClient(
  context: Context,
  { columns, owner, customFields = [], quiet = false }: NewClient,
): Promise<{ clientId: number; userId: number }> {
  const { db, now, desk, emit, record } = context;
  const { firstName = '', lastName = '', email, ...rest } = columns;
  const country = rest.country ?? desk.defaultCountry;
  const clientId = await insertRow(db, 'clients', { ...columns, country, createdAt: now, updatedAt: now });
  const userId =
    owner !== undefined && 'userId' in owner
      ? owner.userId
      : await makeOwner(context, { firstName, lastName, email }, owner?.passwordHash);
  linkOwner(db, clientId, userId);
  writeClientFields(db, clientId, customFields);
  emit('ClientAdd', {
    ...{ userid: clientId, client_id: clientId, user_id: userId, firstname: firstName, lastname: lastName, email },
    ...{ companyname: rest.company ?? '', country, noemail: quiet },
  });
  record({ clientId, userId, changes: { name: [null, `${firstName} ${lastName}`.trim()], email: [null, email] } });
  return { clientId, userId };
}

async function makeOwner(
  context: Context,
  person: { firstName: string; lastName: string; email: string },
  passwordHash: string | null | undefined,
): Promise<number> {
  const { userId, isNew } = await findOrInsertUser(context.db, { ...person, passwordHash: passwordHash ?? null });
  if (passwordHash !== undefined && !isNew) throw invalid('A user already exists with that email address');
  if (isNew) emitUserAdd(context, userId, { ...person, language: '' });
  return userId;
}

/**
 * Finds the client with an e-mail address, or adds it, in the call's own transaction. Of two calls at once, one adds it
 * and the other finds it.
 *
 * @throws ApiError (invalid) `Email Address Invalid`; `The sender is blocked` when it would have to add the client.
 */
export async function findOrCreateClient(
  context: Context,
  email: string,
  name: { firstName?: string; lastName?: string } = {},
): Promise<number> {
  const { db } = context;
  const address = checkEmail(email);
  const known = await findClientByEmail(db, address);
  if (known !== undefined) return known;
  await lockClientEmail(db, address);
  const meanwhile = await findClientByEmail(db, address);
  if (meanwhile !== undefined) return meanwhile;
  await refuseBlockedSender(db, address);
  const firstName = name.firstName || (address.split('@')[0] ?? address);
  const columns = { firstName, lastName: name.lastName ?? '', email: address };
  return (await addClient(context, { columns })).clientId;
}

/**
 * Changes a client whose row the call has locked. Emits `ClientEdit` if something changes.
 *
 * @throws ApiError (invalid) `Duplicate Email Address` if another client has the address.
 */
export async function changeClient(
  { db, now, emit, forget, record }: Context,
  client: Pick<ClientRow, 'id' | 'email'>,
  columns: ClientColumns,
  customFields: CustomFieldChange[] = [],
): Promise<void> {
  const { id, email } = client;
  if (columns.email !== undefined && columns.email !== email) {
    await lockClientEmail(db, columns.email);
    if (await isClientEmailTaken(db, columns.email, id)) throw invalid('Duplicate Email Address');
    // API keys work only together with the address.
    forget();
  }
  const changes = (await changeRow(db, 'clients', id, { ...columns, updatedAt: now })) ?? {};
  writeClientFields(db, id, customFields);
  const fields = customFields.map(({ fieldId }) => `custom field ${fieldId}`);
  record({
    clientId: id,
    changes: { ...changes, ...Object.fromEntries(fields.map((name) => [name, ['...', '...']])) },
  });
  const changed = [...Object.keys(changes), ...fields];
  if (changed.length > 0) emit('ClientEdit', { userid: id, client_id: id, email: columns.email ?? email, changed });
}

/** Closes a client's account and every way in that the client has. Emits `ClientClose` unless it is closed already. */
export async function closeClient({ db, now, emit, forget, record }: Context, id: number): Promise<void> {
  forget();
  const changes = (await changeRow(db, 'clients', id, { status: 'Closed', updatedAt: now })) ?? {};
  record({ clientId: id, changes });
  if (Object.keys(changes).length > 0) emit('ClientClose', { userid: id, client_id: id });
}

/**
 * Deletes a client for good, with its tickets and everything else it owns. What it wrote in other clients' tickets
 * stays under its name, and other clients get back what was merged into its tickets. Programs that sign in to its
 * services are revoked. Emits `ClientDelete`, `TicketDelete` for each ticket, and `TicketUnmerge`.
 *
 * @param client locked by `holdClientExclusively`. If it has tickets, merges must wait for each other (`lockMerges`).
 * @param withUsers whether to delete users who have no other client.
 */
export async function deleteClient(context: Context, client: ClientRow, withUsers: boolean): Promise<void> {
  const { db, now, emit, forget, record } = context;
  const { id, email } = client;
  await unmergeOthers(context, id);
  await eraseTicketsOfClient(context, id);
  releaseClient(context, id);
  const users = withUsers ? await holdUsersOfNoOtherClient(db, id) : [];
  const programs = await revokeProgramsOfClient(db, id, now);
  await deleteRow(db, 'clients', id);
  for (const userId of users) {
    releaseUser(context, userId);
    await deleteRow(db, 'users', userId);
  }
  // Its tokens and keys are deleted with it.
  forget();
  emit('ClientDelete', { userid: id, client_id: id, email });
  const name = `${client.firstName} ${client.lastName}`.trim();
  record({
    clientId: id,
    changes: {
      ...{ name: [name, null], email: [email, null] },
      ...(users.length > 0 && { users: [users, null] }),
      ...(programs.length > 0 && { programs: [programs, null] }),
    },
  });
}
