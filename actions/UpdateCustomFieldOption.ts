import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateCustomFieldOption } from '../src/generated/UpdateCustomFieldOption';
import { changeRow } from '../src/store/rows';
import { holdOption, isOptionNamed } from '../src/store/tickets/custom-field-options';

export default action<UpdateCustomFieldOption>(async ({ optionid, sortorder, ...params }, context) => {
  const { db } = context;
  const option = await holdOption(db, optionid);
  if (option === undefined) throw notFound('Custom Field Option ID Not Found');
  const name = params.name?.trim();
  if (name !== undefined && (await isOptionNamed(db, option.fieldId, option.parentId, name, optionid))) {
    throw invalid('There is an option of that name already');
  }
  const changes = await changeRow(db, 'custom_field_options', optionid, { name, sortOrder: sortorder });
  context.forget();
  context.record({ changes: changes ?? {} });
  return { optionid };
});
