import { action } from '../../src/calls/action';
import { clientGroup, staffGroup } from '../../src/dialects/helpdeskeddy/groups';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListGroups } from '../../src/generated/helpdeskeddy/ListGroups';
import { listClientGroups } from '../../src/store/people/client-groups';

export default action<HelpdeskeddyListGroups>(async ({ page }, { db }) => {
  const groups = [staffGroup(), clientGroup(), ...(await listClientGroups(db)).map(clientGroup)];
  return { data: onlyPage(groups, page) };
});
