import { action } from '../src/calls/action';
import { departmentColumns } from '../src/dialects/whmcs/columns';
import type { AddDepartment } from '../src/generated/AddDepartment';
import { insertRow, nextPlace } from '../src/store/rows';

export default action<AddDepartment>(async (params, context) => {
  const { db } = context;
  const sortorder = params.sortorder ?? (await nextPlace(db, 'departments'));
  const columns = departmentColumns({ ...params, sortorder });
  const departmentid = await insertRow(db, 'departments', columns);
  context.forget();
  context.record({ changes: { name: [null, params.name.trim()] } });
  return { departmentid };
});
