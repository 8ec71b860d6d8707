import { action } from '../src/calls/action';
import { domainColumns } from '../src/dialects/whmcs/columns';
import type { UpdateDomain } from '../src/generated/UpdateDomain';
import { changeBelonging } from '../src/people/belongings';

export default action<UpdateDomain>(async ({ domainid, ...params }, context) => {
  await changeBelonging(context, 'domain', domainid, domainColumns(params, context.desk));
  return { domainid };
});
