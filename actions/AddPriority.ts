import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddPriority } from '../src/generated/AddPriority';
import { isPublicIdTaken, nextPublicId } from '../src/store/desk/priorities';
import { insertRow, isTaken, nextPlace } from '../src/store/rows';

export default action<AddPriority>(async (params, context) => {
  const { db } = context;
  const name = params.name.trim();
  if (await isTaken(db, 'priorities', { name })) throw invalid('There is a priority of that name already');
  if (await isPublicIdTaken(db, params.publicid)) throw invalid('There is a priority of that publicid already');
  const priorityid = await insertRow(db, 'priorities', {
    name,
    publicId: params.publicid ?? (await nextPublicId(db)),
    sortOrder: params.sortorder ?? (await nextPlace(db, 'priorities')),
  });
  context.forget();
  context.record({ changes: { name: [null, name] } });
  return { priorityid };
});
