import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { CloseClient } from '../src/generated/CloseClient';
import { closeClient } from '../src/people/clients';
import { holdRow } from '../src/store/rows';

export default action<CloseClient>(async ({ clientid }, context) => {
  if ((await holdRow(context.db, 'clients', clientid)) === undefined) throw notFound('Client ID Not Found');
  await closeClient(context, clientid);
  return { clientid };
});
