import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteCustomField } from '../src/generated/DeleteCustomField';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { countFieldValues } from '../src/store/tickets/custom-fields';

export default action<DeleteCustomField>(async ({ fieldid }, context) => {
  const { db } = context;
  const field = await holdRowExclusively<{ name: string }>(db, 'custom_fields', fieldid);
  if (field === undefined) throw notFound('Custom Field ID Not Found');
  const values = await countFieldValues(db, fieldid);
  await deleteRow(db, 'custom_fields', fieldid);
  context.forget();
  context.record({ changes: { name: [field.name, null], values: [values, 0] } });
  return { fieldid };
});
