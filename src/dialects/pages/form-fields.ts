import type { Context } from '../../calls/action';
import type { CustomField, CustomFieldChange } from '../../store/tickets/custom-fields';
import { checkCustomFields, ofTickets } from '../../tickets/custom-field-rules';
import type { Problems } from './problems';

/** The name of a custom field's problem. */
const fieldName = ({ id }: Pick<CustomField, 'id'>): string => `customfields.${id}`;

/**
 * Checks the values of custom fields by the rules of every API, but one field at a time, so that each problem is found.
 *
 * @param given values as text by field id; of a hierarchy, the id of one option. Values of other fields are ignored
 */
export async function checkFormFields(
  context: Context,
  fields: CustomField[],
  given: Record<string, unknown>,
  problems: Problems,
): Promise<CustomFieldChange[]> {
  const changes: CustomFieldChange[] = [];
  for (const field of fields) {
    const value = field.type === 'hierarchy' ? levelsOf(field, given[field.id]) : given[field.id];
    const sent = value === undefined ? {} : { [field.id]: value };
    const read = await problems.check(
      fieldName(field),
      (message) => [kindOf(message, field), field.name],
      () => checkCustomFields(context, [field], sent, true),
    );
    changes.push(...(read ?? []));
  }
  return changes;
}

const { missing } = ofTickets('customfields');

/** What is to be done about a field without a value, where it is not to write one. */
const MISSING: Partial<Record<CustomField['type'], string>> = {
  select: 'choose',
  multi_button: 'choose',
  hierarchy: 'choose',
  checkbox: 'tick',
  button: 'tick',
};

function kindOf(message: string, field: CustomField): string {
  if (message === missing(field.name)) return MISSING[field.type] ?? 'required';
  if (message.endsWith('does not have the required format')) return 'format';
  return `not_${field.type}`;
}

/** The options above the one that was chosen and itself, by level. What is no option stays, to be refused. */
function levelsOf({ options }: CustomField, sent: unknown): unknown {
  if (typeof sent !== 'string' || sent === '') return sent;
  const path: string[] = [];
  for (let id: number | null = Number(sent); id !== null; ) {
    const option = options.find((one) => one.id === id);
    if (option === undefined || path.length > options.length) return sent;
    path.unshift(String(option.id));
    id = option.parentId;
  }
  return Object.fromEntries(path.map((id, index) => [index + 1, id]));
}
