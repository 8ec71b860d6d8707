import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { DeleteService } from '../src/generated/DeleteService';
import { removeBelonging } from '../src/people/belongings';
import { hasPrograms } from '../src/store/access/oauth-clients';

export default action<DeleteService>(async ({ serviceid }, context) => {
  // The programs' rows would be deleted with the service, and leave credentials without a purpose.
  if (await hasPrograms(context.db, serviceid)) throw invalid('The service has OAuth credentials');
  await removeBelonging(context, 'service', serviceid);
  return { serviceid };
});
