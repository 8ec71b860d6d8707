import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import { requesterSql } from './view-sql';

const PEOPLE = {
  contact: { table: 'contacts', alias: 'co', name: nameOf.contact },
  user: { table: 'users', alias: 'u', name: nameOf.user },
};

/**
 * Removes references to people who are about to be deleted. Their tickets become their client's own, and their messages
 * keep the author's name and address as text. It does not wait: the commit does.
 *
 * @param who one person, or all contacts of a client.
 */
export function detachPeople(db: Db, kind: keyof typeof PEOPLE, who: { id: number } | { clientId: number }): void {
  const { table, alias, name } = PEOPLE[kind];
  const [whose, id] = 'id' in who ? [`${alias}.id = $1`, who.id] : [`${alias}.client_id = $1`, who.clientId];
  db.send(
    `update tickets t set ${kind}_id = null,
       opener_kind = case t.opener_kind when '${kind}' then 'client' else t.opener_kind end
     from ${table} ${alias} where ${whose} and t.${kind}_id = ${alias}.id`,
    [id],
  );
  db.send(
    `update messages m set ${kind}_id = null, author_name = ${name}, author_email = ${alias}.email
     from ${table} ${alias} where ${whose} and m.${kind}_id = ${alias}.id`,
    [id],
  );
}

/**
 * Turns a client's tickets into those of guests, each with the name and address that it shows. It does not wait: the
 * commit does.
 */
export function detachTickets(db: Db, clientId: number, now: Date): void {
  db.send(
    `update tickets gone set client_id = null, user_id = null, contact_id = null, updated_at = $2,
       opener_kind = case gone.opener_kind when 'staff' then 'staff' else 'guest' end,
       requester_name = shown.name, requester_email = shown.email
     from (
       select t.id, ${requesterSql(nameOf.client, nameOf.contact, nameOf.user, `''`)} as name,
         ${requesterSql('c.email', 'co.email', 'u.email', `''`)} as email
       from tickets t join clients c on c.id = t.client_id
         left join contacts co on co.id = t.contact_id left join users u on u.id = t.user_id
       where t.client_id = $1) shown
     where gone.id = shown.id`,
    [clientId, now],
  );
}

/**
 * Turns a client who is about to be deleted into a guest in the messages of others' tickets, with their present name
 * and address. It does not wait: the commit does.
 */
export function detachClient(db: Db, clientId: number): void {
  db.send(
    `update messages m set client_id = null,
       author_kind = case when m.author_kind in ('client', 'contact') then 'guest' else m.author_kind end,
       author_name = case when m.author_kind = 'client' then ${nameOf.client} else m.author_name end,
       author_email = case when m.author_kind = 'client' then c.email else m.author_email end
     from clients c where c.id = $1 and m.client_id = c.id`,
    [clientId],
  );
}

/**
 * Removes references to a member of staff who is about to be deleted. What they wrote keeps their name as text, and
 * their tickets become unassigned. It does not wait: the commit does.
 */
export function detachStaff(db: Db, { id, name }: { id: number; name: string }, now: Date): void {
  db.send('update messages set author_name = $2 where staff_id = $1', [id, name]);
  db.send(`update notes set author_name = $2 where staff_id = $1 and author_name = ''`, [id, name]);
  db.send('update tickets set assignee_id = null, updated_at = $2 where assignee_id = $1', [id, now]);
}

/**
 * Removes a service or domain from the tickets of all clients but one. Waits for transactions that are writing tickets
 * about it.
 */
export async function detachBelonging(
  db: Db,
  kind: 'service' | 'domain',
  id: number,
  clientId: number,
  now: Date,
): Promise<void> {
  await db.query(`select 1 from ${kind}s where id = $1 for update`, [id]);
  db.send(
    `update tickets set ${kind}_id = null, updated_at = $3 where ${kind}_id = $1 and client_id is distinct from $2`,
    [id, clientId, now],
  );
}
