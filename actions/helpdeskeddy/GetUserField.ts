import { action } from '../../src/calls/action';
import { findField, presentField } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyGetUserField } from '../../src/generated/helpdeskeddy/GetUserField';

export default action<HelpdeskeddyGetUserField>(async ({ id }, context) => ({
  data: presentField(await findField(context, 'client', id)),
}));
