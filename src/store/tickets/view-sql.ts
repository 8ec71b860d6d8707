/** SQL for one of four texts, depending on whom a ticket `t` is for: a client, a contact, a user or a guest. */
export const requesterSql = (client: string, contact: string, user: string, guest: string): string =>
  `case when t.contact_id is not null then ${contact} when t.user_id is not null then ${user}
        when t.client_id is not null then ${client} else ${guest} end`;

/**
 * The same for the author of a message `t`. A contact or user who was deleted leaves only the client's id; then the
 * text that the message itself keeps is right, not the client's.
 */
export const authorSql = (client: string, contact: string, user: string, kept: string): string =>
  requesterSql(`case when t.author_kind in ('contact', 'user') then ${kept} else ${client} end`, contact, user, kept);

/**
 * SQL for words that identify the contact or user who acts for the client of a ticket or message `t`; null for the
 * client, staff and guests. A user with the client's own address is the client.
 */
export const PERSON = `case when t.contact_id is not null then 'contact ' || t.contact_id
  when t.user_id is not null and lower(u.email) is distinct from lower(c.email) then 'user ' || t.user_id end`;

/** SQL for the tickets `t` with the ids in `$1`. `page.rank` is an id's position. */
export const TICKETS_BY_ID = `unnest($1::int[]) with ordinality as page (id, rank) join tickets t on t.id = page.id`;
