import { action } from '../src/calls/action';
import { fieldColumns } from '../src/dialects/whmcs/columns';
import { invalid, notFound } from '../src/errors';
import type { UpdateCustomField } from '../src/generated/UpdateCustomField';
import { changeRow, holdRowExclusively, rowExists } from '../src/store/rows';
import { listFieldOptions } from '../src/store/tickets/custom-field-options';
import { type CustomFieldType, countFieldValues } from '../src/store/tickets/custom-fields';
import { hasOptions } from '../src/tickets/custom-field-rules';

export default action<UpdateCustomField>(async (params, context) => {
  const { db } = context;
  const { fieldid, type, departmentid } = params;
  const field = await holdRowExclusively<{ type: CustomFieldType; owner: string }>(db, 'custom_fields', fieldid);
  if (field === undefined) throw notFound('Custom Field ID Not Found');
  if (departmentid) {
    if (field.owner === 'client') throw invalid('Only custom fields of tickets have a department');
    if (!(await rowExists(db, 'departments', departmentid))) throw notFound('Department ID Not Found');
  }
  if (type !== undefined && type !== field.type) {
    if ((await countFieldValues(db, fieldid)) > 0) {
      throw invalid('The type cannot be changed while the custom field has values');
    }
    const options = await listFieldOptions(db, fieldid);
    const fits = hasOptions(type) && (type === 'hierarchy' || options.every(({ parentId }) => parentId === null));
    if (options.length > 0 && !fits) throw invalid('The custom field has options that the type cannot have');
  }
  const columns = fieldColumns(params);
  const changes = await changeRow(db, 'custom_fields', fieldid, { type, ...columns });
  context.forget();
  context.record({ changes: changes ?? {} });
  return { fieldid };
});
