import { action } from '../src/calls/action';
import { serviceColumns } from '../src/dialects/whmcs/columns';
import type { AddService } from '../src/generated/AddService';
import { addBelonging } from '../src/people/belongings';

export default action<AddService>(async (params, context) => {
  const serviceid = await addBelonging(
    context,
    'service',
    serviceColumns({ regdate: context.now, ...params }, context.desk),
  );
  return { serviceid };
});
