import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListPriorities } from '../../src/generated/helpdeskeddy/ListPriorities';
import { listPublicPriorities } from '../../src/store/desk/priorities';

export default action<HelpdeskeddyListPriorities>(async ({ page }, { db }) => {
  const priorities = await listPublicPriorities(db);
  return {
    data: onlyPage(priorities, page).map(({ publicId, name, names }) => presentNamed({ id: publicId, name, names })),
  };
});
