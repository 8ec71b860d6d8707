import { action } from '../src/calls/action';
import type { GetStatuses } from '../src/generated/GetStatuses';

export default action<GetStatuses>(async ({ statusid }, { db }) => {
  const status = await db.query(
    `select id, title, color, is_active as active, is_awaiting_reply as awaitingreply, is_closed as closed,
       auto_close as autoclose, coalesce(slug, '') as slug, sort_order as sortorder
     from statuses where $1::int is null or id = $1 order by sort_order, id`,
    [statusid ?? null],
  );
  return { totalresults: status.length, statuses: { status } };
});
