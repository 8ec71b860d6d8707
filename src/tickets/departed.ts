import type { Context } from '../calls/action';
import { nameOf } from '../store/people/people';

/*
 * What tickets keep of people who are deleted: a message keeps who wrote it, by name and address. A ticket itself becomes
 * its client's own, because whoever answers it must reach somebody who is still there.
 */

/** Takes a contact out of all tickets and messages. It does not wait: the commit does. */
export const leaveContactsMessages = ({ db }: Context, contactId: number): void =>
  leave(db, 'contact', 'id', contactId);

/** Takes a user out of all tickets and messages. It does not wait: the commit does. */
export const leaveUsersMessages = ({ db }: Context, userId: number): void => leave(db, 'user', 'id', userId);

/**
 * Takes a client whose tickets are gone, and its contacts, out of the messages in tickets of others, where they are guests
 * from now on. It does not wait: the commit does.
 */
export function leaveClientsMessages({ db }: Context, clientId: number): void {
  leave(db, 'contact', 'client_id', clientId);
  db.send(
    `update messages m set client_id = null,
       author_kind = case when m.author_kind in ('client', 'contact') then 'guest' else m.author_kind end,
       author_name = case when m.author_kind = 'client' then ${nameOf.client} else m.author_name end,
       author_email = case when m.author_kind = 'client' then c.email else m.author_email end
     from clients c where c.id = $1 and m.client_id = c.id`,
    [clientId],
  );
}

const PEOPLE = {
  contact: { table: 'contacts', alias: 'co', name: nameOf.contact },
  user: { table: 'users', alias: 'u', name: nameOf.user },
};

function leave(db: Context['db'], kind: keyof typeof PEOPLE, column: 'id' | 'client_id', id: number): void {
  const { table, alias, name } = PEOPLE[kind];
  const whose = `${alias}.${column} = $1`;
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
