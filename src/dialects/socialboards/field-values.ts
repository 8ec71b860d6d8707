import type { CustomField } from '../../store/tickets/custom-fields';

/** Between the levels of a hierarchy, as answers write them. */
const LEVELS = ' > ';

/**
 * Values as they are checked: texts by field id. A hierarchy comes as answers write it, `Hosting > Shared`.
 *
 * @param given of two values for one field the later one counts.
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
