import { action } from '../src/action';
import type { GetSpamFilters } from '../src/generated/GetSpamFilters';

/** Ids begin at 1. */
const ANY = 0;

export default action<GetSpamFilters>(async (params, { db }) => {
  const { spamfilterid = ANY, type = '', search = '', limitstart = 0, limitnum = 25 } = params;
  const where = `($1 = ${ANY} or id = $1) and ($2 = '' or kind = $2) and position(lower($3) in lower(pattern)) > 0`;
  const which = [spamfilterid, type, search];
  const [counted, spamfilter] = await Promise.all([
    db.query<{ total: number }>(`select count(*) as total from spam_filters where ${where}`, which),
    db.query<{ id: number; type: string; pattern: string; date: Date }>(
      `select id, kind as type, pattern, created_at as date from spam_filters where ${where}
       order by id offset $4 limit $5`,
      [...which, limitstart, limitnum],
    ),
  ]);
  return {
    totalresults: counted[0]?.total ?? 0,
    startnumber: limitstart,
    numreturned: spamfilter.length,
    spamfilters: { spamfilter },
  };
});
