import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { CloseClient } from '../src/generated/CloseClient';
import { closeClient } from '../src/people/clients';
import { rowExists } from '../src/store/rows';

export default action<CloseClient>(async ({ clientid }, context) => {
  if (!(await rowExists(context.db, 'clients', clientid))) throw notFound('Client ID Not Found');
  await closeClient(context, clientid);
  return { clientid };
});
