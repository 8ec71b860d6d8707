import { action } from '../../src/calls/action';
import { findField, presentOption } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListFieldOptions } from '../../src/generated/helpdeskeddy/ListFieldOptions';
import { listFieldOptions } from '../../src/store/tickets/custom-field-options';

export default action<HelpdeskeddyListFieldOptions>(async ({ id, pid, page }, context) => {
  const [field, options] = await Promise.all([findField(context, 'ticket', id), listFieldOptions(context.db, id)]);
  const wanted = options.filter(({ parentId }) => pid === undefined || (parentId ?? 0) === pid);
  return { data: onlyPage(wanted, page).map((option) => presentOption(field, option)) };
});
