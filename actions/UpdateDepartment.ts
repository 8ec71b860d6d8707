import { action } from '../src/calls/action';
import { departmentColumns } from '../src/dialects/whmcs/columns';
import { notFound } from '../src/errors';
import type { UpdateDepartment } from '../src/generated/UpdateDepartment';
import { changeRow } from '../src/store/rows';

export default action<UpdateDepartment>(async (params, context) => {
  const columns = departmentColumns(params);
  const changes = await changeRow(context.db, 'departments', params.departmentid, columns);
  if (changes === undefined) throw notFound('Department ID Not Found');
  context.forget();
  context.record({ changes });
  return { departmentid: params.departmentid };
});
