import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { AddCustomFieldOption } from '../src/generated/AddCustomFieldOption';
import { holdRow, insertRow, nextPlace } from '../src/store/rows';
import { fieldHasOption, isOptionNamed } from '../src/store/tickets/custom-field-options';
import type { CustomFieldType } from '../src/store/tickets/custom-fields';
import { assertHasOptions } from '../src/tickets/custom-field-rules';

export default action<AddCustomFieldOption>(async ({ fieldid, parentid, sortorder, ...params }, context) => {
  const { db } = context;
  const field = await holdRow<{ type: CustomFieldType }>(db, 'custom_fields', fieldid);
  if (field === undefined) throw notFound('Custom Field ID Not Found');
  assertHasOptions(field.type);
  const option = { fieldId: fieldid, parentId: parentid || null, name: params.name.trim() };
  if (option.parentId !== null) {
    if (field.type !== 'hierarchy') throw invalid('Only options of a hierarchy have a parent');
    if (!(await fieldHasOption(db, fieldid, option.parentId))) throw notFound('Parent Option ID Not Found');
  }
  if (await isOptionNamed(db, fieldid, option.parentId, option.name)) {
    throw invalid('There is an option of that name already');
  }
  const place = sortorder ?? (await nextPlace(db, 'custom_field_options', { fieldId: fieldid }));
  const optionid = await insertRow(db, 'custom_field_options', { ...option, sortOrder: place });
  context.forget();
  context.record({ changes: { name: [null, option.name] } });
  return { optionid };
});
