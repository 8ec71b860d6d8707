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
}

const CLIENT = `c.id, ${nameOf.client} as name, c.first_name as "firstName", c.last_name as "lastName", c.company, c.email,
  c.phone, c.address1, c.address2, c.city, c.state, c.postcode, c.country, c.language, c.email_preferences as preferences`;

/** Finds a client with everything that mail to it may mention. */
export async function findClientCorrespondent(db: Db, id: number): Promise<ClientCorrespondent | undefined> {
  const [row] = await db.query<ClientCorrespondent>(`select ${CLIENT} from clients c where c.id = $1`, [id]);
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

/** Lists the active members of staff with an e-mail address, of all departments or of one. */
export const listStaffCorrespondents = (db: Db, departmentId: number | undefined): Promise<StaffCorrespondent[]> =>
  db.query(
    `select s.id, ${nameOf.staff('s')} as name, s.username, s.email, s.language from staff s
     where not s.disabled and s.email <> '' and ($1::int is null
       or exists (select from staff_departments where staff_id = s.id and department_id = $1)
       or not exists (select from staff_departments where staff_id = s.id))
     order by s.id`,
    [departmentId ?? null],
  );
