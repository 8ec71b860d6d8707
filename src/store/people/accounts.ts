import type { Db } from '../../database/pool';

/** A client or member of staff, as searches for people show them. */
export interface Account {
  id: number;
  /** If there is no name: a client's company, or the user name of staff. */
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  createdAt: Date;
}

/** Staff and clients are separate id spaces. */
export type AccountKind = 'client' | 'staff';

const ACCOUNTS: Record<AccountKind, string> = {
  client: `(
    select id, case when first_name = '' and last_name = '' then company else first_name end as "firstName",
      last_name as "lastName", email, phone, created_at as "createdAt",
      lower(first_name || ' ' || last_name || E'\\n' || company || E'\\n' || email || E'\\n' || phone) as words
    from clients) a`,
  staff: `(
    select id, case when first_name = '' and last_name = '' then username else first_name end as "firstName",
      last_name as "lastName", email, '' as phone, created_at as "createdAt",
      lower(first_name || ' ' || last_name || E'\\n' || username || E'\\n' || email) as words
    from staff) a`,
};

const COLUMNS = 'a.id, a."firstName", a."lastName", a.email, a.phone, a."createdAt"';

interface AccountFilter {
  /** The only account that the caller may see; null for all. */
  id: number | null;
  /** Text that a name, company, e-mail address or phone number contains. */
  search: string;
  offset: number;
  limit: number;
}

/** Lists a page of clients or staff in the order of their ids, and counts them all. */
export async function listAccounts(
  db: Db,
  kind: AccountKind,
  { id, search, offset, limit }: AccountFilter,
): Promise<{ accounts: Account[]; total: number }> {
  const from = `from ${ACCOUNTS[kind]} where ($1::int is null or a.id = $1) and strpos(a.words, lower($2)) > 0`;
  const [counted, accounts] = await Promise.all([
    db.query<{ total: number }>(`select count(*) as total ${from}`, [id, search]),
    db.query<Account>(`select ${COLUMNS} ${from} order by a.id offset $3 limit $4`, [id, search, offset, limit]),
  ]);
  return { accounts, total: counted[0]?.total ?? 0 };
}

/** Finds a client or member of staff by id. */
export async function findAccount(db: Db, kind: AccountKind, id: number): Promise<Account | undefined> {
  const [row] = await db.query<Account>(`select ${COLUMNS} from ${ACCOUNTS[kind]} where a.id = $1`, [id]);
  return row;
}
