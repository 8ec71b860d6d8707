import { action } from '../../src/calls/action';
import { findField, presentOption } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListFieldOptions } from '../../src/generated/helpdeskeddy/ListFieldOptions';
import { listFieldOptions } from '../../src/store/tickets/custom-field-options';

export default action<HelpdeskeddyListFieldOptions>(async ({ id }, context) => {
  const [field, options] = await Promise.all([findField(context, id), listFieldOptions(context.db, id)]);
  return { data: options.map((option) => presentOption(field, option)) };
});
