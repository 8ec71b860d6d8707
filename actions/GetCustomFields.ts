import { action } from '../src/calls/action';
import type { GetCustomFields } from '../src/generated/GetCustomFields';
import { type FieldRow, listFieldRows } from '../src/store/tickets/custom-fields';

export default action<GetCustomFields>(async ({ fieldid, owner }, { db }) => {
  const field = (await listFieldRows(db, { id: fieldid, owner })).map(present);
  return { totalresults: field.length, fields: { field } };
});

const present = (field: FieldRow) => ({
  id: field.id,
  name: field.name,
  type: field.type,
  owner: field.owner,
  departmentid: field.departmentId,
  description: field.description,
  pattern: field.pattern,
  required: field.required,
  staffonly: field.staffOnly,
  sortorder: field.sortOrder,
});
