import type { Db } from '../../database/pool';

/** Details of a ticket that only some APIs have. Absent members don't change, and null clears them. */
export interface TicketDetails {
  categoryId?: number | null;
  typeId?: number;
  parentId?: number | null;
  locked?: boolean;
  slaDueAt?: Date | null;
  frozenUntil?: Date | null;
  sentiment?: 'question' | 'praise' | 'suggestion' | 'complaint' | null;
  source?: string;
  sourceName?: string;
  requesterPhone?: string;
  requesterImage?: string | null;
  viewedByStaff?: boolean;
  viewedByClient?: boolean;
}

/** The columns of the details, for the statement that inserts a ticket. */
export const DETAIL_COLUMNS = `type_id, category_id, parent_id, locked, sla_due_at, frozen_until, woken_until, sentiment,
  source, source_name, requester_phone, requester_image, viewed_by_staff, viewed_by_client`;

/** The types of the columns in {@link detailsJson}. */
export const DETAIL_TYPES = `type_id int, category_id int, parent_id int, locked boolean, sla_due_at timestamptz,
  frozen_until timestamptz, sentiment text, source text, source_name text, requester_phone text, requester_image text,
  viewed_by_staff boolean, viewed_by_client boolean`;

/** The values for {@link DETAIL_COLUMNS}, from rows of {@link DETAIL_TYPES}. Absent details get their defaults. */
export const DETAIL_VALUES = `coalesce(type_id, 0), category_id, parent_id, coalesce(locked, false), sla_due_at,
  frozen_until, case when frozen_until <= now() then frozen_until end, sentiment, coalesce(source, 'api'), coalesce(source_name, ''), coalesce(requester_phone, ''),
  requester_image, coalesce(viewed_by_staff, false), coalesce(viewed_by_client, false)`;

/** Details for a statement that reads them from JSON. */
export const detailsJson = (details: TicketDetails): Record<string, unknown> => ({
  type_id: details.typeId,
  category_id: details.categoryId,
  parent_id: details.parentId,
  locked: details.locked,
  sla_due_at: details.slaDueAt,
  frozen_until: details.frozenUntil,
  sentiment: details.sentiment,
  source: details.source,
  source_name: details.sourceName,
  requester_phone: details.requesterPhone,
  requester_image: details.requesterImage,
  viewed_by_staff: details.viewedByStaff,
  viewed_by_client: details.viewedByClient,
});

/**
 * Sets details of a ticket that is marked as changed already: a freeze that ended before that brings nothing back. It does
 * not wait: the commit does.
 */
export function writeTicketDetails(db: Db, ticketId: number, details: TicketDetails): void {
  if (Object.keys(details).length === 0) return;
  db.send(
    `update tickets t set
       category_id = case when g ? 'categoryId' then (g ->> 'categoryId')::int else category_id end,
       type_id = coalesce((g ->> 'typeId')::int, type_id),
       parent_id = case when g ? 'parentId' then (g ->> 'parentId')::int else parent_id end,
       locked = coalesce((g ->> 'locked')::boolean, locked),
       sla_due_at = case when g ? 'slaDueAt' then (g ->> 'slaDueAt')::timestamptz else sla_due_at end,
       frozen_until = case when g ? 'frozenUntil' then (g ->> 'frozenUntil')::timestamptz else frozen_until end,
       woken_until = case when (g ->> 'frozenUntil')::timestamptz <= updated_at then (g ->> 'frozenUntil')::timestamptz
                          else woken_until end,
       sentiment = case when g ? 'sentiment' then g ->> 'sentiment' else sentiment end,
       source = coalesce(g ->> 'source', source), source_name = coalesce(g ->> 'sourceName', source_name),
       requester_phone = coalesce(g ->> 'requesterPhone', requester_phone),
       requester_image = case when g ? 'requesterImage' then g ->> 'requesterImage' else requester_image end,
       viewed_by_staff = coalesce((g ->> 'viewedByStaff')::boolean, viewed_by_staff),
       viewed_by_client = coalesce((g ->> 'viewedByClient')::boolean, viewed_by_client)
     from (select $2::jsonb as g) as given where t.id = $1`,
    [ticketId, JSON.stringify(details)],
  );
}

/**
 * Gives a ticket exactly these tags, in any letter case and in this order, and creates missing tags. It does not wait:
 * the commit does.
 */
export function writeTags(db: Db, ticketId: number, names: string[]): void {
  if (names.length > 0) {
    // Always in the same order, so that two calls that create the same tags cannot deadlock.
    db.send(
      `insert into tags (name)
       select distinct on (lower(name)) name from unnest($1::text[]) as given (name) order by lower(name)
       on conflict do nothing`,
      [names],
    );
  }
  db.send(
    // Grouped, because two names that differ in JavaScript may be one tag in the letter cases of PostgreSQL.
    `with wanted as (
       select g.id, min(given.position) as position
       from unnest($2::text[]) with ordinality as given (name, position) join tags g on lower(g.name) = lower(given.name)
       group by g.id),
       gone as (delete from ticket_tags where ticket_id = $1 and tag_id not in (select id from wanted))
     insert into ticket_tags (ticket_id, tag_id, position) select $1, id, position from wanted
     on conflict (ticket_id, tag_id) do update set position = excluded.position`,
    [ticketId, names],
  );
}

/** Replaces the recipients who get copies of a ticket's mail. It does not wait: the commit does. */
export function writeRecipients(db: Db, ticketId: number, kind: 'cc' | 'bcc', emails: string[]): void {
  db.send('delete from recipients where ticket_id = $1 and kind = $2', [ticketId, kind]);
  if (emails.length === 0) return;
  db.send(
    `insert into recipients (ticket_id, kind, position, email)
     select $1, $2, position, email from unnest($3::text[]) with ordinality as given (email, position)`,
    [ticketId, kind, emails],
  );
}

/** Lists who gets copies of a ticket's mail, in their order. */
export async function listRecipients(db: Db, ticketId: number, kind: 'cc' | 'bcc'): Promise<string[]> {
  const rows = await db.query<{ email: string }>(
    'select email from recipients where ticket_id = $1 and kind = $2 order by position',
    [ticketId, kind],
  );
  return rows.map(({ email }) => email);
}

/** Replaces the members of staff who follow a ticket. It does not wait: the commit does. */
export function writeFollowers(db: Db, ticketId: number, staffIds: number[]): void {
  db.send('delete from followers where ticket_id = $1 and staff_id <> all($2::int[])', [ticketId, staffIds]);
  db.send('insert into followers (ticket_id, staff_id) select $1, unnest($2::int[]) on conflict do nothing', [
    ticketId,
    staffIds,
  ]);
}
