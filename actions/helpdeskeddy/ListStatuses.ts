import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListStatuses } from '../../src/generated/helpdeskeddy/ListStatuses';
import { listStatuses } from '../../src/store/desk/statuses';

export default action<HelpdeskeddyListStatuses>(async ({ page }, { db }) => {
  const statuses = await listStatuses(db);
  return {
    data: onlyPage(statuses, page).map(({ slug, title, names }) => presentNamed({ id: slug, name: title, names })),
  };
});
