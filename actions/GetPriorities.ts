import { action } from '../src/calls/action';
import type { GetPriorities } from '../src/generated/GetPriorities';
import { listPriorityRows, type PriorityRow } from '../src/store/desk/priorities';

export default action<GetPriorities>(async ({ priorityid }, { db }) => {
  const priority = (await listPriorityRows(db, priorityid)).map(present);
  return { totalresults: priority.length, priorities: { priority } };
});

const present = ({ id, name, publicId, sortOrder }: PriorityRow) => ({
  id,
  name,
  publicid: publicId,
  sortorder: sortOrder,
});
