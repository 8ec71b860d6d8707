import { action } from '../../src/calls/action';
import { findField, presentField } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyGetCustomField } from '../../src/generated/helpdeskeddy/GetCustomField';

export default action<HelpdeskeddyGetCustomField>(async ({ id }, context) => ({
  data: presentField(await findField(context, 'ticket', id)),
}));
