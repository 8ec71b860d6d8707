import { action } from '../src/calls/action';
import { fieldColumns } from '../src/dialects/whmcs/columns';
import { invalid, notFound } from '../src/errors';
import type { AddCustomField } from '../src/generated/AddCustomField';
import { insertRow, nextPlace, rowExists } from '../src/store/rows';
import { insertOptions } from '../src/store/tickets/custom-field-options';
import { readOptions } from '../src/tickets/custom-field-rules';

export default action<AddCustomField>(async (params, context) => {
  const { db } = context;
  const { type = 'text', owner = 'ticket', departmentid } = params;
  if (departmentid) {
    if (owner === 'client') throw invalid('Only custom fields of tickets have a department');
    if (!(await rowExists(db, 'departments', departmentid))) throw notFound('Department ID Not Found');
  }
  const columns = fieldColumns(params);
  const options = readOptions(type, params.options ?? []);
  const sortOrder = params.sortorder ?? (await nextPlace(db, 'custom_fields'));
  const fieldid = await insertRow(db, 'custom_fields', { ...columns, type, owner, sortOrder });
  await insertOptions(db, fieldid, options);
  context.forget();
  context.record({ changes: { name: [null, params.name.trim()] } });
  return { fieldid };
});
