import { action } from '../src/calls/action';
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
       select y.department_id, sum(y.tickets) filter (where s.is_awaiting_reply) as awaitingreply,
         sum(y.tickets) filter (where s.is_active) as opentickets
       from ticket_tallies y join statuses s on s.id = y.status_id
       where s.is_active or s.is_awaiting_reply
       group by y.department_id
     ) n on n.department_id = d.id
     where $1::int[] is null or d.id = any($1)
     order by d.sort_order, d.id`,
    [ignore ? null : caller.departmentIds],
  );
  return { totalresults: department.length, departments: { department } };
});
