import { action } from '../src/calls/action';
import type { GetClientGroups } from '../src/generated/GetClientGroups';

export default action<GetClientGroups>(async (_params, { db }) => {
  const group = await db.query(
    `select id, name as groupname, color as groupcolour, discount_percent as discountpercent,
       case when suspend_exempt then 'on' else '' end as susptermexempt,
       case when separate_invoices then 'on' else '' end as separateinvoices
     from client_groups order by id`,
  );
  return { totalresults: group.length, groups: { group } };
});
