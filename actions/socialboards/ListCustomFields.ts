import { action } from '../../src/calls/action';
import { possibleValues } from '../../src/dialects/socialboards/field-values';
import type { SocialboardsListCustomFields } from '../../src/generated/socialboards/ListCustomFields';
import { listFieldFacts, listOptionRows } from '../../src/store/tickets/custom-field-options';

/** Programs see the fields for staff, too, as they do in tickets. A field's key is its name there, so also here. */
export default action<SocialboardsListCustomFields>(async (_params, { db }) => {
  const [fields, options] = await Promise.all([
    listFieldFacts(db, 'ticket', true),
    listOptionRows(db, { id: undefined, fieldId: undefined }),
  ]);
  return {
    data: fields.map(({ id, name, type, required }) => ({
      id,
      key: name,
      name,
      type,
      isRequired: required,
      possibleValues: possibleValues(options.filter(({ fieldId }) => fieldId === id)),
    })),
  };
});
