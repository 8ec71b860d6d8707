import type { Db } from '../../database/pool';
import type { MessageFormat } from '../tickets/tickets';
import { nameOf } from './people';

/** A client as mail knows them. */
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
  /** By kind of mail; what is not in it is wanted. */
  preferences: Record<string, unknown>;
}

const CLIENT = `c.id, ${nameOf.client} as name, c.first_name as "firstName", c.last_name as "lastName", c.company, c.email,
  c.phone, c.address1, c.address2, c.city, c.state, c.postcode, c.country, c.language, c.email_preferences as preferences`;

/** A client with what mail to it may tell. */
export async function findClientCorrespondent(db: Db, id: number): Promise<ClientCorrespondent | undefined> {
  const [row] = await db.query<ClientCorrespondent>(`select ${CLIENT} from clients c where c.id = $1`, [id]);
  return row;
}

/** What a client has, as mail speaks of it. */
export interface Holding {
  id: number;
  clientId: number;
  name: string;
  /** The domain name that a service is for; a domain's own. */
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

/** A service or a domain with what mail about it may tell. */
export async function findHolding(db: Db, kind: keyof typeof HOLDINGS, id: number): Promise<Holding | undefined> {
  const [row] = await db.query<Holding>(HOLDINGS[kind], [id]);
  return row;
}

/** What was said last in a ticket, drafts aside. */
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

export interface StaffCorrespondent {
  id: number;
  name: string;
  username: string;
  email: string;
  language: string;
}

/** The members of staff who may work and can be written to; those of one department where it is given. */
export const listStaffCorrespondents = (db: Db, departmentId: number | undefined): Promise<StaffCorrespondent[]> =>
  db.query(
    `select s.id, ${nameOf.staff('s')} as name, s.username, s.email, s.language from staff s
     where not s.disabled and s.email <> '' and ($1::int is null
       or exists (select from staff_departments where staff_id = s.id and department_id = $1)
       or not exists (select from staff_departments where staff_id = s.id))
     order by s.id`,
    [departmentId ?? null],
  );
