import { action } from '../src/calls/action';
import type { GetPriorities } from '../src/generated/GetPriorities';
import { PUBLIC_ID } from '../src/store/tickets/dictionaries';

export default action<GetPriorities>(async ({ priorityid }, { db }) => {
  const priority = await db.query(
    `select id, name, ${PUBLIC_ID} as publicid, sort_order as sortorder
     from priorities where $1::int is null or id = $1 order by sort_order, id`,
    [priorityid ?? null],
  );
  return { totalresults: priority.length, priorities: { priority } };
});
