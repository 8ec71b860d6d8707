import type { FieldValue } from '../../store/tickets/rest-views';
import { type Localized, localized } from './names';

/** A ticket's or a client's value. */
type Shown = Pick<FieldValue, 'id' | 'type' | 'value' | 'options'>;

interface ChosenOption {
  id: number;
  name: Localized;
}

/** A ticket's custom field in this API. */
export interface ShownField {
  id: number;
  field_type: string;
  field_value: string | number | ChosenOption | Record<string, ChosenOption>;
}

/** Shows a value in this API's type for the field: text, 1 for a checked box, an option, or options by level. */
export const presentField = (field: Shown): ShownField => ({
  id: field.id,
  field_type: field.type,
  field_value: presentValue(field),
});

function presentValue({ type, value, options }: Shown): ShownField['field_value'] {
  const chosen = (id: number): ChosenOption => {
    const option = options.find((candidate) => candidate.id === id);
    return { id, name: localized(option?.name ?? '', option?.names ?? {}) };
  };
  if (value === true) return 1;
  if (typeof value === 'number') return chosen(value);
  if (typeof value === 'string') return type === 'date' ? value.split('-').reverse().join('.') : value;
  return Object.fromEntries(Object.entries(value).map(([level, id]) => [level, chosen(id)]));
}
