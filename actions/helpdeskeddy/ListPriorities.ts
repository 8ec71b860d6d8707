import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListPriorities } from '../../src/generated/helpdeskeddy/ListPriorities';
import { listPublicPriorities } from '../../src/store/desk/priorities';

export default action<HelpdeskeddyListPriorities>(async (_params, { db }) => {
  const priorities = await listPublicPriorities(db);
  return { data: priorities.map(({ publicId, name, names }) => presentNamed({ id: publicId, name, names })) };
});
