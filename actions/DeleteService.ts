import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { DeleteService } from '../src/generated/DeleteService';
import { removeBelonging } from '../src/people/belongings';

export default action<DeleteService>(async ({ serviceid }, context) => {
  // Their rows would go with the service, and leave credentials of which nobody knows what they are for.
  const used = await context.db.query(
    `select 1 from oauth_clients o join credentials c on c.id = o.credential_id
     where o.service_id = $1 and c.revoked_at is null limit 1`,
    [serviceid],
  );
  if (used.length > 0) throw invalid('The service has OAuth credentials');
  await removeBelonging(context, 'service', serviceid);
  return { serviceid };
});
