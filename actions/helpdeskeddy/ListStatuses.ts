import { action } from '../../src/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListStatuses } from '../../src/generated/helpdeskeddy/ListStatuses';
import { listPublicStatuses } from '../../src/store/dictionaries';

export default action<HelpdeskeddyListStatuses>(async (_params, { db }) => {
  const statuses = await listPublicStatuses(db);
  return { data: statuses.map(({ publicId, title, names }) => presentNamed({ id: publicId, name: title, names })) };
});
