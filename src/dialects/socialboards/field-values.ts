import type { OptionRow } from '../../store/tickets/custom-field-options';
import type { CustomField } from '../../store/tickets/custom-fields';

/** Separates the levels of a hierarchy, here as in answers. */
const LEVELS = ' > ';

/**
 * Converts custom-field values to texts by field id. A hierarchy's value is written as in answers: `Hosting > Shared`.
 *
 * @param given the values as sent; if a field occurs twice, its last value counts
 */
export function readFieldValues(
  fields: CustomField[],
  given: { id: number; value?: string | null }[],
): Record<string, unknown> {
  return Object.fromEntries(
    given.map(({ id, value }) => {
      const text = value ?? '';
      const isPath = text !== '' && fields.find((field) => field.id === id)?.type === 'hierarchy';
      return [String(id), isPath ? byLevel(text) : text];
    }),
  );
}

const byLevel = (path: string): Record<string, string> =>
  Object.fromEntries(path.split(LEVELS).map((name, index) => [String(index + 1), name]));

/** The values that a field with options takes, in their order, as answers write them: an option below others as a path. */
export function possibleValues(options: OptionRow[]): { id: number; value: string }[] {
  const byId = new Map(options.map((option) => [option.id, option]));
  const pathOf = ({ parentId, name }: OptionRow): string => {
    const parent = byId.get(parentId);
    return parent === undefined ? name : `${pathOf(parent)}${LEVELS}${name}`;
  };
  return options.map((option) => ({ id: option.id, value: pathOf(option) }));
}
