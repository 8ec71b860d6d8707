import type { Db } from '../../database/pool';
import { requesterSql } from './view-sql';

/** Who merges, when, and what else happened to the master with it. */
interface Merging {
  now: Date;
  staffId: number | null;
  /** The master's subject, if the merge gives it another one. */
  subject?: { before: string; after: string } | undefined;
}

/**
 * Moves the messages and notes of tickets into another ticket, which their ids and numbers lead to from now on. Each
 * remembers its first message, whose files callers may still ask for. What changes is recorded, so that {@link unmerge}
 * can take it back. It does not wait: the commit does.
 */
export function mergeInto(db: Db, masterId: number, ids: number[], { now, staffId, subject }: Merging): void {
  recordMerges(db, masterId, ids, { now, staffId, subject });
  db.send(
    `update tickets t set first_message_id = m.id from messages m
     where t.id = any($1::int[]) and m.ticket_id = t.id and m.is_first`,
    [ids],
  );
  db.send('update messages set ticket_id = $1, is_first = false where ticket_id = any($2::int[])', [masterId, ids]);
  db.send('update notes set ticket_id = $1 where ticket_id = any($2::int[])', [masterId, ids]);
  db.send('update emails set ticket_id = $1 where ticket_id = any($2::int[])', [masterId, ids]);
  mergeRecipients(db, masterId, ids);
  // Tickets merged into one of these earlier now point to the master directly, so that no chain has two links.
  db.send(
    `update tickets set merged_into_id = $1, updated_at = $3
     where (id = any($2::int[]) or merged_into_id = any($2::int[])) and id <> $1`,
    [masterId, ids, now],
  );
  db.send(
    `with changed as (
       update tickets t set updated_at = $2, last_reply_at = greatest(t.last_reply_at, m.latest)
       from (select max(created_at) as latest from messages where ticket_id = $1 and not is_draft) m where t.id = $1
       returning t.last_reply_at)
     update merges set reply_after = (select last_reply_at from changed)
     where master_id = $1 and ticket_id = any($3::int[])`,
    [masterId, now, ids],
  );
}

function recordMerges(db: Db, masterId: number, ids: number[], { now, staffId, subject }: Merging): void {
  db.send(
    `insert into merges (ticket_id, master_id, merged_at, staff_id, message_ids, note_ids, email_ids, carried_ids,
       first_message_id, reply_before, subject_before, subject_after)
     select t.id, $1, $3, $4, array(select m.id from messages m where m.ticket_id = t.id order by m.id),
       array(select n.id from notes n where n.ticket_id = t.id order by n.id),
       array(select e.id from emails e where e.ticket_id = t.id order by e.id),
       array(select c.id from tickets c where c.merged_into_id = t.id order by c.id),
       t.first_message_id, (select last_reply_at from tickets where id = $1), $5, $6
     from tickets t where t.id = any($2::int[])`,
    [masterId, ids, now, staffId, subject?.before ?? null, subject?.after ?? null],
  );
}

/**
 * Lets the requesters of merged tickets, and those who got copies, get copies of the ticket that they merged into:
 * otherwise they would never hear an answer.
 */
function mergeRecipients(db: Db, masterId: number, ids: number[]): void {
  const email = requesterSql('c.email', 'co.email', 'u.email', 't.requester_email');
  db.send(
    `with requesters as (
       select t.id, ${email} as email from tickets t left join clients c on c.id = t.client_id
         left join contacts co on co.id = t.contact_id left join users u on u.id = t.user_id
       where t.id = $1 or t.id = any($2::int[])),
     people as (
       select id as ticket_id, 'cc' as kind, 0 as position, email from requesters where id <> $1
       union all
       select ticket_id, kind, position, email from recipients where ticket_id = any($2::int[])),
     added as (
       select distinct on (lower(email)) ticket_id, kind, position, email from people p
       where email <> '' and not exists (select from requesters r where r.id = $1 and lower(r.email) = lower(p.email))
         and not exists (select from recipients r where r.ticket_id = $1 and lower(r.email) = lower(p.email))
       order by lower(email), kind desc, array_position($2::int[], ticket_id), position),
     recorded as (
       update merges m set people = (
         select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'email', p.email, 'added', exists (
             select from added a where (a.ticket_id, a.kind, a.position, a.email)
               = (p.ticket_id, p.kind, p.position, p.email))) order by p.kind, p.position), '[]')
         from people p where p.ticket_id = m.ticket_id and p.email <> '')
       where m.ticket_id = any($2::int[]))
     insert into recipients (ticket_id, kind, position, email)
     select $1, a.kind, (select coalesce(max(r.position), 0) from recipients r where r.ticket_id = $1 and r.kind = a.kind)
         + row_number() over (partition by a.kind order by array_position($2::int[], a.ticket_id), a.position), a.email
     from added a`,
    [masterId, ids],
  );
}
