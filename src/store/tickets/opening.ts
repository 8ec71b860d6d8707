import type { Db } from '../../database/pool';
import type { Department } from '../desk/departments';
import type { Named } from '../desk/named';
import { FIRST_STATUS } from '../desk/statuses';
import { NO_ID } from '../ids';
import { type CustomField, customFieldsJson } from './custom-fields';
import { type SpamFilter, spamFiltersJson } from './spam';

export interface OpeningReferences {
  departmentId: number;
  clientId: number | undefined;
  userId: number | undefined;
  contactId: number | undefined;
  serviceId: number | undefined;
  domainId: number | undefined;
  priority: string;
  /** The address of a guest who opens the ticket, which may be empty; undefined for all others. */
  guestEmail: string | undefined;
}

/** What a new ticket refers to. A reference is null if there is no such row, or if it belongs to another client. */
export interface Opening {
  department: Department | null;
  clientId: number | null;
  userId: number | null;
  contactId: number | null;
  serviceId: number | null;
  domainId: number | null;
  priority: Named | null;
  /** The status of new tickets: Open, or the first if an operator renamed Open. */
  status: { id: number };
  /** The names of all priorities, separated by commas as in the refusal. */
  priorityNames: string;
  customFields: CustomField[];
  /** Empty for everybody but guests. */
  spamFilters: SpamFilter[];
}

/** Looks up everything that a new ticket refers to. It is one statement because this is the hot path. */
export async function lookUpOpening(db: Db, references: OpeningReferences): Promise<Opening> {
  const [row] = await db.lookUp<Opening>(
    `select
       (select json_build_object('id', id, 'name', name, 'preventClientClosure', prevent_client_closure)
        from departments where id = $1) as department,
       (select id from clients where id = $2) as "clientId",
       (select user_id from client_users where client_id = $2 and user_id = $3) as "userId",
       (select id from contacts where id = $4 and client_id = $2) as "contactId",
       (select id from services where id = $5 and client_id = $2) as "serviceId",
       (select id from domains where id = $6 and client_id = $2) as "domainId",
       (select json_build_object('id', id, 'name', name) from priorities where lower(name) = lower($7)) as priority,
       (select json_build_object('id', id) ${FIRST_STATUS}) as status,
       (select string_agg(name, ',' order by sort_order, id) from priorities) as "priorityNames",
       ${customFieldsJson('$1')} as "customFields",
       ${spamFiltersJson('$8', '$9')} as "spamFilters"`,
    [
      references.departmentId,
      references.clientId ?? NO_ID,
      references.userId ?? NO_ID,
      references.contactId ?? NO_ID,
      references.serviceId ?? NO_ID,
      references.domainId ?? NO_ID,
      references.priority,
      references.guestEmail !== undefined,
      references.guestEmail ?? '',
    ],
  );
  if (row === undefined) throw new Error('a select of scalars returned no row');
  return row;
}
