import type { Db } from '../../database/pool';
import type { LookUpTogether } from '../../database/together';

/** What a ticket refers to in an API that knows people by their addresses. */
interface Sent {
  /** Empty for somebody without an address, who is no client. */
  email: string;
  categoryId: number | null;
}

interface Found {
  /** The oldest client with the address, in any letter case; null if there is none. */
  clientId: number | null;
  /** Null if there is no such category. */
  categoryId: number | null;
}

/** Looks up the client with an address, and a category. */
export const lookUpRequester = (db: Db, sent: Sent): Promise<Found> => db.lookUpTogether(REQUESTERS, sent);

const REQUESTERS: LookUpTogether<Sent, Found> = {
  lookUp: (db, all) =>
    db.query(
      `select
         (select id from clients where lower(email) = lower(g.email) and g.email <> '' order by id limit 1) as "clientId",
         (select id from categories where id = g.category_id) as "categoryId"
       from unnest($1::text[], $2::int[]) with ordinality as g (email, category_id, place)
       order by place`,
      [all.map(({ email }) => email), all.map(({ categoryId }) => categoryId)],
    ),
};
