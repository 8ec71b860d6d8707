import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeletePredefinedReply } from '../src/generated/DeletePredefinedReply';
import { takeRow } from '../src/store/rows';

export default action<DeletePredefinedReply>(async ({ predefinedreplyid }, { db, record }) => {
  const reply = await takeRow<{ name: string }>(db, 'predefined_replies', predefinedreplyid);
  if (reply === undefined) throw notFound('Predefined Reply ID Not Found');
  record({ changes: { name: [reply.name, null] } });
  return { predefinedreplyid };
});
