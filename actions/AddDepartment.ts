import { action } from '../src/action';
import type { AddDepartment } from '../src/generated/AddDepartment';
import { insertRow, nextPlace } from '../src/store/rows';
import { checkEmail } from '../src/tickets/authors';

export default action<AddDepartment>(async (params, context) => {
  const { db } = context;
  const columns = {
    name: params.name.trim(),
    description: params.description?.trim(),
    email: params.email?.trim() ? checkEmail(params.email) : undefined,
    clients_only: params.clientsonly,
    replies_only: params.repliesonly,
    hidden: params.hidden,
    prevent_client_closure: params.preventclientclosure,
    sort_order: params.sortorder ?? (await nextPlace(db, 'departments')),
  };
  const departmentid = await insertRow(db, 'departments', columns);
  context.record({ changes: { name: [null, columns.name] } });
  return { departmentid };
});
