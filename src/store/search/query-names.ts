import type { Db } from '../../database/pool';
import { escapeLike, searchable } from '../conditions';
import type { Named } from '../desk/named';

/** A member of staff, as a query names one. */
export interface NamedStaff extends Named {
  username: string;
  disabled: boolean;
}

/** Lists all members of staff by their names. */
export const listNamedStaff = (db: Db): Promise<NamedStaff[]> =>
  db.query(
    `select id, username, trim(first_name || ' ' || last_name) as name, disabled from staff
     order by disabled, lower(first_name || ' ' || last_name), id`,
  );

/** Lists the types of tickets, or the categories, by their names. */
export const listNamed = (db: Db, table: 'categories' | 'ticket_types'): Promise<Named[]> =>
  db.query(`select id, name from ${table} order by sort_order, id`);

/** Finds tags by their names, in any letter case. */
export const findTags = (db: Db, names: string[]): Promise<Named[]> =>
  db.query('select id, name from tags where lower(name) in (select lower(name) from unnest($1::text[]) as name)', [
    names,
  ]);

/** Lists tags whose names begin with a text; empty for any. */
export const listTagsLike = (db: Db, start: string, limit: number): Promise<Named[]> =>
  db.query(
    `select id, name from tags where ${searchable('name')} like ${searchable('$1')} order by lower(name) limit $2`,
    [`${escapeLike(start)}%`, limit],
  );

/** A requester whom a query may ask for. */
interface NamedPerson {
  name: string;
  email: string;
}

/** Lists clients with a name, company or address that has a word beginning with a text. */
export const listPeopleLike = (db: Db, text: string, limit: number): Promise<NamedPerson[]> =>
  db.query(
    `select trim(first_name || ' ' || last_name) as name, email from clients c
     where ${CLIENT_TEXT} like ${searchable('$1')} and ${CLIENT_TEXT} ~ ${searchable('$2')} order by id limit $3`,
    [`%${escapeLike(text)}%`, wordStart(text), limit],
  );

/** What the index `clients_search` holds of a client. */
const CLIENT_TEXT = searchable(`first_name || ' ' || last_name || ' ' || company || ' ' || email`);
/** The same of a contact or a user. */
const PERSON_TEXT = searchable(`first_name || ' ' || last_name || ' ' || email`);

/** A regular expression for a text at the beginning of a word. */
export const wordStart = (text: string): string => {
  const escaped = text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^[\p{L}\p{N}]/u.test(text) ? `(^|[^[:alnum:]])${escaped}` : escaped;
};

/** People with tickets: by id, and guests by a pattern or an address. */
interface People {
  clientIds: number[];
  userIds: number[];
  contactIds: number[];
}

/**
 * Finds the people of whom a text is the whole address, or a word of whose names or addresses begins with it.
 *
 * @param texts addresses, if they have an `@` within, and else beginnings of words
 */
export async function findPeople(db: Db, texts: string[]): Promise<People> {
  const addresses = texts.filter(isAddress).map((text) => text.toLowerCase());
  const words = texts.filter((text) => !isAddress(text));
  const likes = words.map((word) => `%${escapeLike(word.toLowerCase())}%`);
  const starts = words.map(wordStart);
  const idsOf = (table: string, text: string): string => `array(
    select id from ${table} where lower(email) = any($1::text[])
    ${words.map((_, at) => `union select id from ${table} where ${text} like ${searchable(`($2::text[])[${at + 1}]`)} and ${text} ~ ${searchable(`($3::text[])[${at + 1}]`)}`).join(' ')})`;
  const [people] = await db.queryOnce<People>(
    `select ${idsOf('clients', CLIENT_TEXT)} as "clientIds", ${idsOf('users', PERSON_TEXT)} as "userIds",
       ${idsOf('contacts', PERSON_TEXT)} as "contactIds"`,
    words.length === 0 ? [addresses] : [addresses, likes, starts],
  );
  return people ?? { clientIds: [], userIds: [], contactIds: [] };
}

/** Whether a text is a whole e-mail address. */
export const isAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

/** The moments at which the desk's clock shows these times, in their order. */
export async function momentsOf(db: Db, timeZone: string, times: string[]): Promise<Date[]> {
  const rows = await db.query<{ moment: Date }>(
    `select time::timestamp at time zone $2 as moment from unnest($1::text[]) with ordinality as given (time, place)
     order by place`,
    [times, timeZone],
  );
  return rows.map(({ moment }) => moment);
}
