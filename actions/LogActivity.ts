import { action } from '../src/calls/action';
import type { LogActivity } from '../src/generated/LogActivity';

export default action<LogActivity>(async ({ clientid, description }, context) => {
  context.record({ description, ...(clientid !== undefined && { clientId: clientid }) });
  return {};
});
