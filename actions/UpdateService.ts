import { action } from '../src/calls/action';
import { serviceColumns } from '../src/dialects/whmcs/columns';
import type { UpdateService } from '../src/generated/UpdateService';
import { changeBelonging } from '../src/people/belongings';

export default action<UpdateService>(async ({ serviceid, ...params }, context) => {
  await changeBelonging(context, 'service', serviceid, serviceColumns(params, context.desk));
  return { serviceid };
});
