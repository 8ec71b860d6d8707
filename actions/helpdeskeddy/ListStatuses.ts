import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListStatuses } from '../../src/generated/helpdeskeddy/ListStatuses';
import { listStatuses } from '../../src/store/desk/statuses';

export default action<HelpdeskeddyListStatuses>(async (_params, { db }) => {
  const statuses = await listStatuses(db);
  return { data: statuses.map(({ slug, title, names }) => presentNamed({ id: slug, name: title, names })) };
});
