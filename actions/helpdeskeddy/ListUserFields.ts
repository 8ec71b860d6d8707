import { action } from '../../src/calls/action';
import { presentField } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListUserFields } from '../../src/generated/helpdeskeddy/ListUserFields';
import { listFieldFacts } from '../../src/store/tickets/custom-field-options';

export default action<HelpdeskeddyListUserFields>(async ({ page }, { db, caller }) => {
  const fields = await listFieldFacts(db, 'client', caller.clientId === null);
  return { data: new Map(onlyPage(fields, page).map((field) => [String(field.id), presentField(field)])) };
});
