import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteDepartment } from '../src/generated/DeleteDepartment';
import { deleteRow } from '../src/store/rows';
import { isDefaultDepartment } from '../src/tickets/department';

interface Uses {
  tickets: boolean;
  fields: boolean;
  staff: boolean;
}

export default action<DeleteDepartment>(async ({ departmentid }, context) => {
  const { db } = context;
  // All of them, so that of two calls at once the second sees what the first has left.
  const departments = await db.query<{ id: number; name: string }>(
    'select id, name from departments order by id for update',
  );
  const department = departments.find(({ id }) => id === departmentid);
  if (department === undefined) throw notFound('Department ID Not Found');
  if (departments.length === 1) throw invalid('The last department cannot be deleted');
  if (await isDefaultDepartment(context, departmentid)) throw invalid('The default department cannot be deleted');
  const [uses] = await db.query<Uses>(
    `select exists (select from tickets where department_id = $1) as tickets,
       exists (select from custom_fields where department_id = $1) as fields,
       exists (select from staff_departments d where d.department_id = $1 and not exists (
         select from staff_departments other where other.staff_id = d.staff_id and other.department_id <> $1)) as staff`,
    [departmentid],
  );
  if (uses?.tickets) throw invalid('The department has tickets');
  if (uses?.fields) throw invalid('The department has custom fields');
  // Without any, an administrator works in every department.
  if (uses?.staff) throw invalid('The department is the only one of an administrator');
  await deleteRow(db, 'departments', departmentid);
  context.forget();
  context.record({ changes: { name: [department.name, null] } });
  return { departmentid };
});
