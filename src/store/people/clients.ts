import type { Db } from '../../database/pool';
import { type Columns, holdRowExclusively, insertRow, membersOf } from '../rows';
import { nameOf } from './people';
import { findOrInsertUser, linkOwner } from './users';

/** The columns that clients and contacts have in common. Absent members don't change. */
export type PersonColumns = {
  firstName?: string | undefined;
  lastName?: string | undefined;
  company?: string | undefined;
  email?: string | undefined;
  address1?: string | undefined;
  address2?: string | undefined;
  city?: string | undefined;
  state?: string | undefined;
  postcode?: string | undefined;
  country?: string | undefined;
  phone?: string | undefined;
  taxId?: string | undefined;
  emailPreferences?: Record<string, boolean> | undefined;
};

export type ClientStatus = 'Active' | 'Inactive' | 'Closed';

/** The columns of a client that calls change. */
export type ClientColumns = PersonColumns & {
  status?: ClientStatus | undefined;
  groupId?: number | null | undefined;
  language?: string | undefined;
  notes?: string | undefined;
  currencyId?: number | undefined;
  paymentMethod?: string | undefined;
  securityQuestionId?: number | undefined;
  securityAnswer?: string | undefined;
  billingFlags?: Record<string, boolean> | undefined;
  marketingOptIn?: boolean | undefined;
  ssoAllowed?: boolean | undefined;
  lastAddress?: string | undefined;
};

/** A client as its row has it. */
export interface ClientRow {
  id: number;
  uuid: string;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phone: string;
  taxId: string;
  status: ClientStatus;
  groupId: number | null;
  language: string;
  notes: string;
  currencyId: number;
  paymentMethod: string;
  emailPreferences: Record<string, boolean>;
  billingFlags: Record<string, boolean>;
  marketingOptIn: boolean;
  emailVerified: boolean;
  ssoAllowed: boolean;
  lastAddress: string;
  lastLoginAt: Date | null;
}

/** What to call whoever is signed in: the user's first name, or else the client's, or the company. It may be empty. */
export async function findGreetingName(db: Db, id: number, userId: number | null): Promise<string> {
  const [row] = await db.query<{ name: string }>(
    `select coalesce((select nullif(first_name, '') from users where id = $2), nullif(first_name, ''), company) as name
     from clients where id = $1`,
    [id, userId],
  );
  return row?.name ?? '';
}

/**
 * Inserts a client and the user who owns the account, without emitting events: for made-up people. If a user with this
 * address exists, they become the owner.
 */
export async function insertClient(
  db: Db,
  person: { firstName: string; lastName: string; email: string },
): Promise<{ clientId: number; userId: number }> {
  const { firstName, lastName, email } = person;
  const clientId = await insertRow(db, 'clients', { firstName, lastName, email });
  const { userId } = await findOrInsertUser(db, { ...person, passwordHash: null });
  linkOwner(db, clientId, userId);
  return { clientId, userId };
}

/**
 * Finds a client and locks it, so that nothing new can refer to it until the transaction ends. Locks its tickets first,
 * because everyone who writes to a ticket locks that before the client.
 */
export async function holdClientExclusively(db: Db, id: number): Promise<ClientRow | undefined> {
  await db.query('select 1 from tickets where client_id = $1 order by id for update', [id]);
  return holdRowExclusively<ClientRow>(db, 'clients', id);
}

/**
 * Records a sign-in to a client's account. Call it before recording the user's sign-in: deleting a client locks the
 * client before its users, too. It does not wait: the commit does.
 */
export function noteClientSignIn(db: Db, clientId: number, address: string, at: Date): void {
  db.send('update clients set last_login_at = $2, last_address = $3 where id = $1', [clientId, at, address]);
}

/** Whether another client has this e-mail address, in any letter case. */
export async function isClientEmailTaken(db: Db, email: string, exceptId: number): Promise<boolean> {
  const rows = await db.query('select 1 from clients where lower(email) = lower($1) and id <> $2 limit 1', [
    email,
    exceptId,
  ]);
  return rows.length > 0;
}

export interface ClientUser {
  id: number;
  name: string;
  email: string;
  isOwner: boolean;
}

/** Finds a client by id, or the oldest with an e-mail address in any letter case, with its users, owners first. */
export async function findClientDetails(
  db: Db,
  reference: { id: number } | { email: string },
  timeZone: string,
): Promise<(ClientRow & { users: ClientUser[]; lastLogin: string | null }) | undefined> {
  const [condition, value] =
    'id' in reference ? ['c.id = $1', reference.id] : ['lower(c.email) = lower($1)', reference.email];
  const [row] = await db.query<Columns>(
    `select c.*, to_char(c.last_login_at at time zone $2, 'DD/MM/YYYY HH24:MI') as "lastLogin",
       (select coalesce(json_agg(json_build_object('id', u.id, 'name', ${nameOf.user}, 'email', u.email,
                                                   'isOwner', cu.is_owner) order by cu.is_owner desc, u.id), '[]')
        from client_users cu join users u on u.id = cu.user_id where cu.client_id = c.id) as users
     from clients c where ${condition} order by c.id limit 1`,
    [value, timeZone],
  );
  return row && membersOf<ClientRow & { users: ClientUser[]; lastLogin: string | null }>(row);
}

/** How many services, domains and tickets a client has. */
export interface ClientCounts {
  services: number;
  activeServices: number;
  domains: number;
  activeDomains: number;
  tickets: number;
  activeTickets: number;
}

/** Counts what a client has. Deleted and merged tickets don't count. */
export async function countOfClient(db: Db, id: number): Promise<ClientCounts> {
  const [row] = await db.query<ClientCounts>(
    `select s.*, d.*, t.* from
       (select count(*) as services, count(*) filter (where status = 'Active') as "activeServices"
        from services where client_id = $1) s,
       (select count(*) as domains, count(*) filter (where status = 'Active') as "activeDomains"
        from domains where client_id = $1) d,
       (select count(*) as tickets, count(*) filter (where st.is_active) as "activeTickets"
        from tickets t join statuses st on st.id = t.status_id
        where t.client_id = $1 and t.deleted_at is null and t.merged_into_id is null) t`,
    [id],
  );
  if (row === undefined) throw new Error('a select of counts returned no row');
  return row;
}

/** Whether a service or domain belongs to a client. Without an id, the answer is false. */
export async function belongsToClient(
  db: Db,
  clientId: number,
  table: 'services' | 'domains',
  id: number | undefined,
): Promise<boolean> {
  const rows = await db.queryOnce(`select 1 from ${table} where id = $1 and client_id = $2`, [id ?? null, clientId]);
  return rows.length > 0;
}
