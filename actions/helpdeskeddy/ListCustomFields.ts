import { action } from '../../src/calls/action';
import { presentField } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListCustomFields } from '../../src/generated/helpdeskeddy/ListCustomFields';
import { listFieldFacts } from '../../src/store/tickets/custom-field-options';

export default action<HelpdeskeddyListCustomFields>(async ({ page }, { db, caller }) => {
  const fields = await listFieldFacts(db, 'ticket', caller.clientId === null);
  return { data: new Map(onlyPage(fields, page).map((field) => [String(field.id), presentField(field)])) };
});
