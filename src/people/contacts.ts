import type { Context } from '../calls/action';
import { invalid } from '../errors';
import type { PersonColumns } from '../store/people/clients';
import { type ContactRow, isContactEmailTaken } from '../store/people/contacts';
import { changeRow, deleteRow, insertRow } from '../store/rows';
import { releaseContact } from '../tickets/release';

/**
 * Adds a contact to a client whose row the call has locked. Emits `ContactAdd`.
 *
 * @throws ApiError (invalid) `Duplicate Email Address` if another contact of the client has the address.
 */
export async function addContact(context: Context, clientId: number, columns: PersonColumns): Promise<number> {
  const { db, now, emit, record } = context;
  const { firstName: firstname = '', lastName: lastname = '', email = '' } = columns;
  await refuseDuplicate(context, clientId, email);
  const id = await insertRow(db, 'contacts', {
    ...{ ...columns, email },
    ...{ clientId, createdAt: now, updatedAt: now },
  });
  emit('ContactAdd', { userid: clientId, contactid: id, firstname, lastname, email });
  record({ clientId, changes: { name: [null, `${firstname} ${lastname}`.trim()], email: [null, email] } });
  return id;
}

/**
 * Changes a contact, whose client's row the call has locked. Emits `ContactEdit` if something changes.
 *
 * @throws ApiError (invalid) `Duplicate Email Address` if another contact of the client has the address.
 */
export async function changeContact(context: Context, contact: ContactRow, columns: PersonColumns): Promise<void> {
  const { db, now, emit, record } = context;
  const { id, clientId } = contact;
  if (columns.email !== contact.email) await refuseDuplicate(context, clientId, columns.email ?? '', id);
  const changes = (await changeRow(db, 'contacts', id, { ...columns, updatedAt: now })) ?? {};
  record({ clientId, changes });
  const changed = Object.keys(changes);
  if (changed.length === 0) return;
  emit('ContactEdit', { userid: clientId, contactid: id, email: columns.email ?? contact.email, changed });
}

/** Contacts without an address are no duplicates of each other. */
async function refuseDuplicate({ db }: Context, clientId: number, email: string, exceptId?: number): Promise<void> {
  if (email !== '' && (await isContactEmailTaken(db, clientId, email, exceptId))) {
    throw invalid('Duplicate Email Address');
  }
}

/**
 * Deletes a contact. Its tickets become the client's own, and what it wrote stays under its name. Emits
 * `ContactDelete`.
 *
 * @param contact locked by `holdContactExclusively`.
 */
export async function deleteContact(context: Context, contact: ContactRow): Promise<void> {
  const { db, emit, record } = context;
  const { id, clientId, email } = contact;
  releaseContact(context, id);
  await deleteRow(db, 'contacts', id);
  emit('ContactDelete', { userid: clientId, contactid: id });
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  record({ clientId, changes: { name: [name, null], email: [email, null] } });
}
