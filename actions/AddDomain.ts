import { action } from '../src/calls/action';
import { domainColumns } from '../src/dialects/whmcs/columns';
import type { AddDomain } from '../src/generated/AddDomain';
import { addBelonging } from '../src/people/belongings';

export default action<AddDomain>(async (params, context) => {
  const domainid = await addBelonging(
    context,
    'domain',
    domainColumns({ regdate: context.now, ...params }, context.desk),
  );
  return { domainid };
});
