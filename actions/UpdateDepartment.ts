import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { UpdateDepartment } from '../src/generated/UpdateDepartment';
import { changeRow } from '../src/store/rows';
import { checkEmail } from '../src/tickets/authors';

export default action<UpdateDepartment>(async (params, context) => {
  const changes = await changeRow(context.db, 'departments', params.departmentid, {
    name: params.name?.trim(),
    description: params.description?.trim(),
    email: params.email?.trim() ? checkEmail(params.email) : params.email?.trim(),
    clients_only: params.clientsonly,
    replies_only: params.repliesonly,
    hidden: params.hidden,
    prevent_client_closure: params.preventclientclosure,
    sort_order: params.sortorder,
  });
  if (changes === undefined) throw notFound('Department ID Not Found');
  context.record({ changes });
  return { departmentid: params.departmentid };
});
