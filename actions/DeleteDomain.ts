import { action } from '../src/calls/action';
import type { DeleteDomain } from '../src/generated/DeleteDomain';
import { removeBelonging } from '../src/people/belongings';

export default action<DeleteDomain>(async ({ domainid }, context) => {
  await removeBelonging(context, 'domain', domainid);
  return { domainid };
});
