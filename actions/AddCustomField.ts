import { action } from '../src/action';
import { invalid, notFound } from '../src/errors';
import type { AddCustomField } from '../src/generated/AddCustomField';
import { insertOptions } from '../src/store/custom-field-options';
import { insertRow, nextPlace, rowExists } from '../src/store/rows';
import { checkPattern, readOptions } from '../src/tickets/custom-fields';

export default action<AddCustomField>(async ({ type = 'text', owner = 'ticket', departmentid, ...params }, context) => {
  const { db } = context;
  if (departmentid) {
    if (owner === 'client') throw invalid('Only custom fields of tickets have a department');
    if (!(await rowExists(db, 'departments', departmentid))) throw notFound('Department ID Not Found');
  }
  const name = params.name.trim();
  const pattern = checkPattern(params.pattern ?? '');
  const options = readOptions(type, params.options ?? []);
  const fieldid = await insertRow(db, 'custom_fields', {
    ...{ name, type, owner, pattern },
    department_id: departmentid || null,
    description: params.description?.trim(),
    required: params.required,
    staff_only: params.staffonly,
    sort_order: params.sortorder ?? (await nextPlace(db, 'custom_fields')),
  });
  await insertOptions(db, fieldid, options);
  context.record({ changes: { name: [null, name] } });
  return { fieldid };
});
