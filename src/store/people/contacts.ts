import type { Db } from '../../database/pool';
import type { Condition } from '../conditions';
import { type Listed, listPage, type Page } from '../pages';
import { columnOf, holdRowExclusively } from '../rows';
import type { PersonColumns } from './clients';

/** A contact as its row has it. */
export interface ContactRow {
  id: number;
  clientId: number;
  firstName: string;
  lastName: string;
  email: string;
  emailPreferences: Record<string, boolean>;
}

/** Finds the client of a contact; undefined if there is no such contact. */
export async function clientOfContact(db: Db, id: number): Promise<number | undefined> {
  const [row] = await db.query<{ clientId: number }>('select client_id as "clientId" from contacts where id = $1', [
    id,
  ]);
  return row?.clientId;
}

/**
 * Finds a contact and locks it, so that nothing new can refer to it until the transaction ends. Locks its tickets
 * first.
 */
export async function holdContactExclusively(db: Db, id: number): Promise<ContactRow | undefined> {
  await db.query('select 1 from tickets where contact_id = $1 order by id for update', [id]);
  return holdRowExclusively<ContactRow>(db, 'contacts', id);
}

/** Whether another contact of a client has this e-mail address, in any letter case. Lock the client before. */
export async function isContactEmailTaken(
  db: Db,
  clientId: number,
  email: string,
  exceptId: number | null = null,
): Promise<boolean> {
  const rows = await db.query(
    'select 1 from contacts where client_id = $1 and lower(email) = lower($2) and id is distinct from $3 limit 1',
    [clientId, email, exceptId],
  );
  return rows.length > 0;
}

/** Lists the e-mail preferences of a client's contacts that have an address, without those of `exceptId`. */
export async function listContactPreferences(
  db: Db,
  clientId: number,
  exceptId: number | null = null,
): Promise<Record<string, boolean>[]> {
  const rows = await db.query<{ preferences: Record<string, boolean> }>(
    `select email_preferences as preferences from contacts where client_id = $1 and id is distinct from $2 and email <> ''`,
    [clientId, exceptId],
  );
  return rows.map(({ preferences }) => preferences);
}

/** A contact in a list. */
export interface ListedContact extends Required<{ [Name in keyof PersonColumns]: NonNullable<PersonColumns[Name]> }> {
  id: number;
  clientId: number;
  createdAt: Date;
  updatedAt: Date;
}

const CONTACTS = {
  select: `id, client_id as "clientId", first_name as "firstName", last_name as "lastName", company, email, address1, address2, city, state,
    postcode, country, phone, tax_id as "taxId", email_preferences as "emailPreferences", created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'contacts',
  orderBy: 'id',
};

/**
 * Lists a page of the contacts in the order of their ids.
 *
 * @param person values that the contacts have, in any letter case. Undefined members exclude none.
 */
export const listContacts = (
  db: Db,
  { id, clientId }: { id: number | undefined; clientId: number | undefined },
  person: Omit<PersonColumns, 'emailPreferences'>,
  page: Page,
): Promise<Listed<ListedContact>> => {
  const conditions = Object.entries(person).map(
    ([member, value]): Condition => [`lower(${columnOf(member)}) = lower(?)`, value],
  );
  return listPage<ListedContact>(db, CONTACTS, [['id = ?', id], ['client_id = ?', clientId], ...conditions], page);
};
