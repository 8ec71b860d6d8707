import { action } from '../src/action';
import type { GetPriorities } from '../src/generated/GetPriorities';

export default action<GetPriorities>(async ({ priorityid }, { db }) => {
  const priority = await db.query(
    `select id, name, coalesce(public_id, id) as publicid, sort_order as sortorder
     from priorities where $1::int is null or id = $1 order by sort_order, id`,
    [priorityid ?? null],
  );
  return { totalresults: priority.length, priorities: { priority } };
});
