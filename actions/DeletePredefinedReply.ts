import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeletePredefinedReply } from '../src/generated/DeletePredefinedReply';
import { deleteRow } from '../src/store/rows';

export default action<DeletePredefinedReply>(async ({ predefinedreplyid }, { db }) => {
  if (!(await deleteRow(db, 'predefined_replies', predefinedreplyid))) throw notFound('Predefined Reply ID Not Found');
  return { predefinedreplyid };
});
