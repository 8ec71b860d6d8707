import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteCustomFieldOption } from '../src/generated/DeleteCustomFieldOption';
import {
  deleteFieldOption,
  hasOptionsBelow,
  holdOption,
  isOptionUsed,
} from '../src/store/tickets/custom-field-options';

export default action<DeleteCustomFieldOption>(async ({ optionid }, context) => {
  const { db } = context;
  const option = await holdOption(db, optionid);
  if (option === undefined) throw notFound('Custom Field Option ID Not Found');
  if (await hasOptionsBelow(db, optionid)) throw invalid('The option has options below it');
  if (await isOptionUsed(db, option.fieldId, optionid)) throw invalid('The option is in use');
  deleteFieldOption(db, option.fieldId, optionid);
  context.forget();
  context.record({ changes: { name: [option.name, null] } });
  return { optionid };
});
