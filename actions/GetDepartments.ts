import { action } from '../src/calls/action';
import type { GetDepartments } from '../src/generated/GetDepartments';

export default action<GetDepartments>(async ({ departmentid }, { db }) => {
  const department = await db.query(
    `select id, name, description, email, clients_only as clientsonly, replies_only as repliesonly, hidden,
       prevent_client_closure as preventclientclosure, sort_order as sortorder
     from departments where $1::int is null or id = $1 order by sort_order, id`,
    [departmentid ?? null],
  );
  return { totalresults: department.length, departments: { department } };
});
