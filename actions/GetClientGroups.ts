import { action } from '../src/calls/action';
import type { GetClientGroups } from '../src/generated/GetClientGroups';
import { type ClientGroup, listClientGroups } from '../src/store/people/client-groups';

export default action<GetClientGroups>(async (_params, { db }) => {
  const group = (await listClientGroups(db)).map(present);
  return { totalresults: group.length, groups: { group } };
});

const present = (group: ClientGroup) => ({
  id: group.id,
  groupname: group.name,
  groupcolour: group.color,
  discountpercent: group.discountPercent,
  susptermexempt: group.suspendExempt ? 'on' : '',
  separateinvoices: group.separateInvoices ? 'on' : '',
});
