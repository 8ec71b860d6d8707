import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { AddCancelRequest } from '../src/generated/AddCancelRequest';
import { CANCELLATION_KINDS, requestCancellation } from '../src/people/cancellation';
import { findByName } from '../src/store/desk/named';
import { holdRow } from '../src/store/rows';

export default action<AddCancelRequest>(async (params, context) => {
  const { serviceid, type = 'End of Billing Period', reason = '' } = params;
  const service = await holdRow<{ clientId: number }>(context.db, 'services', serviceid);
  if (service === undefined) throw notFound('Service ID Not Found');
  const kind = findByName(CANCELLATION_KINDS, type, String);
  if (kind === undefined) throw invalid('Invalid Type. Must be Immediate or End of Billing Period');
  const clientId = service.clientId;
  if (!(await requestCancellation(context, { serviceId: serviceid, clientId, kind, reason }))) {
    throw invalid('Existing Cancellation Request Exists');
  }
  context.record({ clientId, changes: { cancellation: [null, kind] } });
  return { serviceid, userid: clientId };
});
