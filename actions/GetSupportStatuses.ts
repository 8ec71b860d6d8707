import { action } from '../src/action';
import type { GetSupportStatuses } from '../src/generated/GetSupportStatuses';

export default action<GetSupportStatuses>(async ({ deptid }, { db }) => {
  const status = await db.query<{ title: string; count: number; color: string }>(
    `select s.title, coalesce(n.count, 0) as count, s.color
     from statuses s left join (
       select status_id, count(*) from tickets
       where ($1::int is null or department_id = $1) and deleted_at is null and merged_into_id is null
       group by status_id
     ) n on n.status_id = s.id
     order by s.sort_order, s.id`,
    [deptid ?? null],
  );
  return { totalresults: status.length, statuses: { status } };
});
