import type { Db } from '../../database/pool';
import type { MessageFormat } from '../tickets/tickets';
import { nameOf } from './people';

/** A client as a recipient of mail. */
export interface ClientCorrespondent {
  id: number;
  name: string;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  phone: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  language: string;
  /** By kind of mail. Kinds that are missing are wanted. */
  preferences: Record<string, unknown>;
  /** The addresses of its contacts who want no mail about tickets. */
  silentContacts: string[];
}

const CLIENT = `c.id, ${nameOf.client} as name, c.first_name as "firstName", c.last_name as "lastName", c.company, c.email,
  c.phone, c.address1, c.address2, c.city, c.state, c.postcode, c.country, c.language, c.email_preferences as preferences,
  array(select co.email from contacts co where co.client_id = c.id and co.email_preferences ->> 'support' = 'false')
    as "silentContacts"`;

/** Finds a client with everything that mail to it may mention. */
export async function findClientCorrespondent(db: Db, id: number): Promise<ClientCorrespondent | undefined> {
  const [row] = await db.query<ClientCorrespondent>(`select ${CLIENT} from clients c where c.id = $1`, [id]);
  return row;
}

/** Lists clients with everything that mail to them may mention. */
export const listClientCorrespondents = (db: Db, ids: number[]): Promise<ClientCorrespondent[]> =>
  db.query(`select ${CLIENT} from clients c where c.id = any($1::int[])`, [ids]);

/** Finds a member of staff as the writer of replies. */
export async function findAgentCorrespondent(
  db: Db,
  id: number,
): Promise<{ name: string; signature: string } | undefined> {
  const [row] = await db.query<{ name: string; signature: string }>(
    `select ${nameOf.staff('s')} as name, s.signature from staff s where s.id = $1`,
    [id],
  );
  return row;
}

/** A client's service or domain, as mail mentions it. */
export interface Holding {
  id: number;
  clientId: number;
  name: string;
  /** The domain name of a service, or a domain's own name. */
  domain: string;
  status: string;
  /** `2027-01-31`, or empty. */
  nextDueOn: string;
}

const HOLDINGS = {
  service: `select id, client_id as "clientId", name, domain, status, coalesce(next_due_on::text, '') as "nextDueOn"
            from services where id = $1`,
  domain: `select id, client_id as "clientId", name, name as domain, status,
             coalesce(next_due_on::text, '') as "nextDueOn" from domains where id = $1`,
};

/** Finds a service or domain with everything that mail about it may mention. */
export async function findHolding(db: Db, kind: keyof typeof HOLDINGS, id: number): Promise<Holding | undefined> {
  const [row] = await db.query<Holding>(HOLDINGS[kind], [id]);
  return row;
}

/** A department as a sender of mail. */
interface DepartmentCorrespondent {
  id: number;
  name: string;
  email: string;
}

/** Lists all departments as senders of mail. */
export const listDepartmentCorrespondents = (db: Db): Promise<DepartmentCorrespondent[]> =>
  db.query('select id, name, email from departments');

/** Finds a department as a sender of mail. */
export async function findDepartmentCorrespondent(
  db: Db,
  id: number,
): Promise<{ name: string; email: string } | undefined> {
  const [row] = await db.query<{ name: string; email: string }>('select name, email from departments where id = $1', [
    id,
  ]);
  return row;
}

/** Finds the last message of a ticket that is not a draft. */
export async function findLastMessage(
  db: Db,
  ticketId: number,
): Promise<{ body: string; format: MessageFormat } | undefined> {
  const [row] = await db.query<{ body: string; format: MessageFormat }>(
    `select body, format from messages where ticket_id = $1 and not is_draft order by created_at desc, id desc limit 1`,
    [ticketId],
  );
  return row;
}

interface StaffCorrespondent {
  id: number;
  name: string;
  username: string;
  email: string;
  language: string;
}

const STAFF = `select s.id, ${nameOf.staff('s')} as name, s.username, s.email, s.language from staff s`;

/** A member of staff, and where mail about tickets finds them. */
export interface StaffReader extends StaffCorrespondent {
  /** Empty for all. */
  departmentIds: number[];
}

/** Lists the active members of staff with an e-mail address who work in any of some departments. */
export const listStaffReaders = (db: Db, departmentIds: number[]): Promise<StaffReader[]> =>
  db.query(
    `select s.id, ${nameOf.staff('s')} as name, s.username, s.email, s.language, works.in as "departmentIds"
     from staff s, lateral (
       select array(select department_id from staff_departments where staff_id = s.id) as in) works
     where not s.disabled and s.email <> ''
       and (works.in && $1::int[] or (works.in = '{}' and $1::int[] <> '{}'))
     order by s.id`,
    [departmentIds],
  );

/** Lists the active members of staff with an e-mail address, of all departments or of one. */
export const listStaffCorrespondents = (db: Db, departmentId: number | undefined): Promise<StaffCorrespondent[]> =>
  db.query(
    `${STAFF}
     where not s.disabled and s.email <> '' and ($1::int is null
       or exists (select from staff_departments where staff_id = s.id and department_id = $1)
       or not exists (select from staff_departments where staff_id = s.id))
     order by s.id`,
    [departmentId ?? null],
  );
