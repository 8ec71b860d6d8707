import { action } from '../../src/calls/action';
import { nameOption, noField } from '../../src/dialects/helpdeskeddy/dictionary';
import { ApiError, notFound } from '../../src/errors';
import type { HelpdeskeddyDeleteFieldOption } from '../../src/generated/helpdeskeddy/DeleteFieldOption';
import {
  deleteFieldOption,
  holdField,
  isOptionUsed,
  listFieldOptions,
} from '../../src/store/tickets/custom-field-options';

export default action<HelpdeskeddyDeleteFieldOption>(async ({ id, option_id }, { db, forget }) => {
  const field = await holdField(db, id);
  if (field === undefined) throw noField(id);
  const [options, isUsed] = await Promise.all([listFieldOptions(db, id), isOptionUsed(db, id, option_id)]);
  const what = nameOption(id, option_id);
  if (!options.some((option) => option.id === option_id)) throw notFound(`${what} not found`);
  if (options.some(({ parentId }) => parentId === option_id)) {
    throw new ApiError('conflict', `${what} has options below it`);
  }
  if (isUsed) throw new ApiError('conflict', `${what} is used by tickets`);
  deleteFieldOption(db, id, option_id);
  forget();
  return { details: `${what} successfully deleted` };
});
