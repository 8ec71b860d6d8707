import type { Db } from '../../database/pool';
import { type Condition, searchable } from '../conditions';
import type { Names } from '../desk/named';
import { type Listed, listPage, type Page } from '../pages';
import type { CustomFieldType, CustomFieldValue } from '../tickets/custom-fields';

/** Staff and clients are separate id spaces. */
type AccountKind = 'client' | 'staff';

export interface AccountId {
  kind: AccountKind;
  id: number;
}

/** A client or member of staff, as APIs show them that have one list of both. */
export interface Account extends AccountId {
  /** If there is no name: a client's company, or the user name of staff. */
  firstName: string;
  lastName: string;
  /** Empty for staff, as the next one. */
  company: string;
  phone: string;
  email: string;
  status: 'active' | 'inactive' | 'disabled';
  language: string;
  /** Whether they get mail about tickets. */
  isNotified: boolean;
  /** Whether a member of staff is online, by the rule of `listStaffOnline`. */
  isOnline: boolean;
  /** The group of a client, if any. */
  groupId: number | null;
  groupName: string;
  /** The departments in which a member of staff works; none for clients. */
  departmentIds: number[];
  createdAt: Date;
  updatedAt: Date;
}

/** What accounts are found and ordered by. */
const SEARCHED = `(
  select 'client' as kind, id, case when first_name = '' and last_name = '' then company else first_name end as first_name,
    last_name, company as other_name, email, phone, created_at, updated_at, group_id,
    case status when 'Active' then 'active' when 'Inactive' then 'inactive' else 'disabled' end as status
  from clients
  union all
  select 'staff', id, case when first_name = '' and last_name = '' then username else first_name end,
    last_name, username, email, '', created_at, updated_at, null,
    case when disabled then 'disabled' else 'active' end
  from staff) a`;

const ORDERS = {
  name: `lower(trim(a.first_name || ' ' || a.last_name))`,
  created: 'a.created_at',
  updated: 'a.updated_at',
};

export type AccountOrder = [by: keyof typeof ORDERS, direction: 'asc' | 'desc'];

/** Which accounts to list. Absent members exclude none. */
interface AccountFilter {
  kind?: AccountKind | undefined;
  among?: AccountId[] | undefined;
  /** Text that a name, company, user name, e-mail address or phone number contains, or that one of them is. */
  search?: string | undefined;
  exactly?: string | undefined;
  /** Those in any of these groups. */
  groups?: { staff: boolean; clientsWithout: boolean; clientGroupIds: number[] } | undefined;
  /** Staff who work in any of these departments. */
  departmentIds?: number[] | undefined;
  statuses?: string[] | undefined;
  /** Whether they are online at a moment. */
  onlineAt?: { moment: Date; online: boolean } | undefined;
  createdSince?: Date | undefined;
  createdUntil?: Date | undefined;
  updatedSince?: Date | undefined;
  updatedUntil?: Date | undefined;
}

/** Lists a page of clients and staff in one order, and counts them all. */
export async function listAccounts(
  db: Db,
  filter: AccountFilter,
  { order, now, ...page }: Page & { order: AccountOrder[]; now: Date },
): Promise<Listed<Account>> {
  const orderBy = [...order.map(([by, direction]) => `${ORDERS[by]} ${direction}`), 'a.kind', 'a.id'].join(', ');
  const list = { select: 'a.kind, a.id', from: SEARCHED, orderBy };
  const { rows, total } = await listPage<AccountId>(db, list, conditionsOf(filter), page);
  return { rows: await findAccounts(db, rows, now), total };
}

const idsOf = (accounts: AccountId[], kind: AccountKind): number[] =>
  accounts.filter((account) => account.kind === kind).map(({ id }) => id);

function conditionsOf(filter: AccountFilter): Condition[] {
  const { among, groups } = filter;
  return [
    ['a.kind = ?', filter.kind],
    [
      `(a.kind = 'client' and a.id = any(?::int[]) or a.kind = 'staff' and a.id = any(?::int[]))`,
      ...(among === undefined ? [undefined, undefined] : [idsOf(among, 'client'), idsOf(among, 'staff')]),
    ],
    [
      `strpos(${searchable(`a.first_name || ' ' || a.last_name || E'\\n' || a.other_name || E'\\n' || a.email || E'\\n' || a.phone`)},
        ${searchable('?')}) > 0`,
      filter.search,
    ],
    [
      `lower(?) in (lower(trim(a.first_name || ' ' || a.last_name)), lower(a.first_name), lower(a.last_name),
        lower(a.other_name), lower(a.email), lower(a.phone))`,
      filter.exactly,
    ],
    [
      `case when a.kind = 'staff' then ?::boolean when a.group_id is null then ?::boolean
        else a.group_id = any(?::int[]) end`,
      ...[groups?.staff, groups?.clientsWithout, groups?.clientGroupIds],
    ],
    [
      `(a.kind = 'staff' and exists (select from departments d where d.id = any(?::int[]) and (
        exists (select from staff_departments s where s.staff_id = a.id and s.department_id = d.id)
        or not exists (select from staff_departments s where s.staff_id = a.id))))`,
      filter.departmentIds,
    ],
    ['a.status = any(?::text[])', filter.statuses],
    [
      `(a.kind = 'staff' and a.status = 'active' and exists (
        select from activity_log l where l.staff_id = a.id and l.at > ?::timestamptz - interval '15 minutes')) = ?::boolean`,
      ...[filter.onlineAt?.moment, filter.onlineAt?.online],
    ],
    ['a.created_at >= ?', filter.createdSince],
    ['a.created_at <= ?', filter.createdUntil],
    ['a.updated_at >= ?', filter.updatedSince],
    ['a.updated_at <= ?', filter.updatedUntil],
  ];
}

/** SQL for the accounts among the clients `$1` and the staff `$2`. */
const ACCOUNTS = `
  select 'client' as kind, c.id, case when first_name = '' and last_name = '' then company else first_name end as "firstName",
    last_name as "lastName", company, phone, email,
    case status when 'Active' then 'active' when 'Inactive' then 'inactive' else 'disabled' end as status, language,
    coalesce((email_preferences ->> 'support')::boolean, true) as "isNotified", false as "isOnline",
    g.id as "groupId", coalesce(g.name, '') as "groupName", '{}'::int[] as "departmentIds",
    created_at as "createdAt", updated_at as "updatedAt"
  from clients c left join client_groups g on g.id = c.group_id where c.id = any($1::int[])
  union all
  select 'staff', s.id, case when first_name = '' and last_name = '' then username else first_name end,
    last_name, '', '', email, case when disabled then 'disabled' else 'active' end, language,
    true, not disabled and exists (select from activity_log a where a.staff_id = s.id and a.at > $3::timestamptz - interval '15 minutes'),
    null, '',
    case when exists (select from staff_departments d where d.staff_id = s.id)
      then array(select d.department_id from staff_departments d where d.staff_id = s.id order by 1)
      else array(select d.id from departments d order by 1) end,
    created_at, updated_at
  from staff s where s.id = any($2::int[])`;

/** Finds clients and staff, in the order given. Those that don't exist are left out. */
async function findAccounts(db: Db, wanted: AccountId[], now: Date): Promise<Account[]> {
  if (wanted.length === 0) return [];
  const rows = await db.query<Account>(ACCOUNTS, [idsOf(wanted, 'client'), idsOf(wanted, 'staff'), now]);
  return wanted.flatMap(({ kind, id }) => rows.find((row) => row.kind === kind && row.id === id) ?? []);
}

/** Finds a client or member of staff. */
export async function findAccount(db: Db, wanted: AccountId, now: Date): Promise<Account | undefined> {
  const [account] = await findAccounts(db, [wanted], now);
  return account;
}

/** A client's value of a custom field. */
export interface ClientFieldValue {
  clientId: number;
  id: number;
  type: CustomFieldType;
  staffOnly: boolean;
  value: CustomFieldValue;
  options: { id: number; name: string; names: Names }[];
}

/** Lists the custom field values of some clients, in the order of the fields, with the options that they refer to. */
export const listFieldValuesOfClients = (db: Db, clientIds: number[]): Promise<ClientFieldValue[]> =>
  db.query(
    `select v.client_id as "clientId", f.id, f.type, f.staff_only as "staffOnly", v.value,
       (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'names', o.names)), '[]')
        from custom_field_options o
        where o.field_id = f.id and jsonb_path_exists(v.value, '$.** ? (@ == $id)', jsonb_build_object('id', o.id))) as options
     from client_field_values v join custom_fields f on f.id = v.field_id
     where v.client_id = any($1::int[]) order by v.client_id, f.sort_order, f.id`,
    [clientIds],
  );
