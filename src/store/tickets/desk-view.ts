import type { Db } from '../../database/pool';
import type { Named } from '../desk/named';
import { nameOf } from '../people/people';
import type { CustomFieldValue } from './custom-fields';
import { ORDER_OF_TAGS } from './tags';

/** What those who work on a ticket need to know of it, besides what WHMCS's API shows. */
export interface DeskView {
  statusId: number;
  statusColour: string;
  isClosed: boolean;
  priorityId: number;
  /** Empty if it is unassigned. */
  assigneeName: string;
  category: Named | null;
  type: Named;
  tags: string[];
  dueAt: Date | null;
  /** Until when it is snoozed, or was. */
  frozenUntil: Date | null;
  closedAt: Date | null;
  updatedAt: Date;
  /** Where it came from: `api`, `email` and the like. */
  source: string;
  company: string;
  clientStatus: string;
  group: (Named & { colour: string }) | null;
  /** The tickets that were merged into it. */
  merged: { id: number; number: string }[];
  /** By the ids of fields. */
  values: Record<string, CustomFieldValue>;
}

/** Finds what those who work on a ticket need to know of it. */
export async function findDeskView(db: Db, ticketId: number): Promise<DeskView | undefined> {
  const [row] = await db.query<DeskView>(
    `select t.status_id as "statusId", st.color as "statusColour", st.is_closed as "isClosed",
       t.priority_id as "priorityId",
       case when a.id is null then '' else ${nameOf.staff('a')} end as "assigneeName",
       case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as category,
       json_build_object('id', t.type_id, 'name', coalesce(y.name, '')) as type,
       array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id
             where tt.ticket_id = t.id order by ${ORDER_OF_TAGS}) as tags,
       t.due_at as "dueAt", t.frozen_until as "frozenUntil", t.closed_at as "closedAt", t.updated_at as "updatedAt",
       t.source, coalesce(c.company, '') as company, coalesce(c.status, '') as "clientStatus",
       case when cg.id is not null
            then json_build_object('id', cg.id, 'name', cg.name, 'colour', cg.color) end as "group",
       (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number) order by o.id), '[]')
        from tickets o where o.merged_into_id = t.id) as merged,
       (select coalesce(json_object_agg(v.field_id, v.value), '{}')
        from custom_field_values v where v.ticket_id = t.id) as values
     from tickets t join statuses st on st.id = t.status_id
       left join staff a on a.id = t.assignee_id
       left join categories k on k.id = t.category_id
       left join ticket_types y on y.id = t.type_id
       left join clients c on c.id = t.client_id
       left join client_groups cg on cg.id = c.group_id
     where t.id = $1`,
    [ticketId],
  );
  return row;
}
