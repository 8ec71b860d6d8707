import type { World } from './world';

/** Opens tickets of a guest quicker than calls do, for tests of what is done with many. @returns their ids */
export async function manyTickets(world: World, count: number, subject = 'Subject'): Promise<number[]> {
  const rows = await world.change<{ id: number }>(
    `with t as (
       insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
         requester_name, requester_email, created_at, updated_at, last_reply_at)
       select 'many' || n || $2 || txid_current(), 'abcdefgh', 1, $2, (select min(id) from statuses),
         (select id from priorities where name = 'Medium'), 'guest', 'Guest', 'guest@example.com', $3, $3, $3
       from generate_series(1, $1::int) n returning id),
     m as (
       insert into messages (ticket_id, is_first, author_kind, author_name, author_email, body, created_at)
       select id, true, 'guest', 'Guest', 'guest@example.com', 'Message', $3 from t)
     select id from t order by id`,
    [count, subject, world.now],
  );
  return rows.map(({ id }) => id);
}
