import type { Db } from '../../database/pool';
import { searchable } from '../conditions';
import { type Listed, listPage, type Page } from '../pages';

/** A user in a list. */
export interface ListedUser {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  createdAt: Date;
  language: string;
  /** The clients whose accounts they are members of. */
  clients: { id: number; isOwner: boolean }[];
}

/** What a search may be the beginning of, a line each: leaving out accents, which takes longest, is done once per user. */
const STARTS = searchable(`E'\\n' || u.email || E'\\n' || u.first_name || ' ' || u.last_name || E'\\n' || u.last_name`);

const USERS = {
  select: `u.id, u.first_name as "firstName", u.last_name as "lastName", u.email, u.created_at as "createdAt", u.language,
    coalesce((select json_agg(json_build_object('id', cu.client_id, 'isOwner', cu.is_owner) order by cu.client_id)
              from client_users cu where cu.user_id = u.id), '[]') as clients`,
  from: 'users u',
};

/**
 * Lists a page of the users in the order of their ids.
 *
 * @param id only the user with this id; undefined for all
 * @param search the beginning of their e-mail address, first, last or full name, in any letter case and with or without
 *   accents; undefined for all.
 */
export const listUsers = (
  db: Db,
  { id, search }: { id: number | undefined; search: string | undefined },
  way: 'asc' | 'desc',
  page: Page,
): Promise<Listed<ListedUser>> =>
  listPage<ListedUser>(
    db,
    { ...USERS, orderBy: `u.id ${way}` },
    [
      ['u.id = ?', id],
      [`strpos(${STARTS}, E'\\n' || ${searchable('?')}) > 0`, search],
    ],
    page,
  );
