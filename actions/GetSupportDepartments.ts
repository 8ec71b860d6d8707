import { action } from '../src/action';
import type { GetSupportDepartments } from '../src/generated/GetSupportDepartments';

interface Row {
  id: number;
  name: string;
  awaitingreply: number;
  opentickets: number;
}

export default action<GetSupportDepartments>(async ({ ignore_dept_assignments: ignore }, { db, caller }) => {
  const department = await db.query<Row>(
    `select d.id, d.name, coalesce(n.awaitingreply, 0) as awaitingreply, coalesce(n.opentickets, 0) as opentickets
     from departments d left join (
       select t.department_id, count(*) filter (where s.is_awaiting_reply) as awaitingreply,
         count(*) filter (where s.is_active) as opentickets
       from tickets t join statuses s on s.id = t.status_id
       where (s.is_active or s.is_awaiting_reply) and t.deleted_at is null and t.merged_into_id is null
       group by t.department_id
     ) n on n.department_id = d.id
     where $1::int[] is null or d.id = any($1)
     order by d.sort_order, d.id`,
    [ignore ? null : caller.departmentIds],
  );
  return { totalresults: department.length, departments: { department } };
});
