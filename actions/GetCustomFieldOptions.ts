import { action } from '../src/calls/action';
import type { GetCustomFieldOptions } from '../src/generated/GetCustomFieldOptions';
import { listOptionRows, type OptionRow } from '../src/store/tickets/custom-field-options';

export default action<GetCustomFieldOptions>(async ({ fieldid, optionid }, { db }) => {
  const option = (await listOptionRows(db, { id: optionid, fieldId: fieldid })).map(present);
  return { totalresults: option.length, options: { option } };
});

const present = ({ id, fieldId, parentId, name, sortOrder }: OptionRow) => ({
  id,
  fieldid: fieldId,
  parentid: parentId,
  name,
  sortorder: sortOrder,
});
