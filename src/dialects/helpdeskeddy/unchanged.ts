import { plainValue, readSentFields } from './sent-fields';

type Values = Record<string, unknown>;

interface Shown {
  custom_fields: readonly { id: number; field_value: unknown }[];
}

/**
 * Leaves out what a call sends as answers show it. Programs read an object, change one member and send all of it back,
 * so a value that the desk has already is no change, even if nobody could set it today: a field of the ticket's former
 * department, or a list from before there was a limit.
 *
 * @param sent decoded parameters; their `custom_fields` become values by field id
 * @param shown the same object as an answer has it
 */
export function onlyChanges<Params extends { custom_fields?: Values | undefined }>(sent: Params, shown: Shown): Params {
  const { custom_fields, ...others } = sent;
  const present = shown as unknown as Values;
  const changed = Object.entries(others).filter(
    ([name, value]) => !Object.hasOwn(present, name) || name === 'id' || !isSame(value, present[name]),
  );
  const fields = custom_fields === undefined ? {} : changedFields(readSentFields(custom_fields), shown);
  return {
    ...Object.fromEntries(changed),
    ...(Object.keys(fields).length > 0 && { custom_fields: fields }),
  } as Params;
}

function changedFields(sent: Values, { custom_fields }: Shown): Values {
  const shown = new Map(custom_fields.map(({ id, field_value }) => [String(id), plainValue(field_value)]));
  return Object.fromEntries(
    Object.entries(sent).filter(([id, value]) => !shown.has(id) || !isSame(value, shown.get(id))),
  );
}

const isSame = (one: unknown, other: unknown): boolean => comparable(one) === comparable(other);

const MINUTE_MS = 60_000;

/** Makes values equal that mean the same here: all ways to say nothing, and dates within one minute. */
function comparable(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return '';
  if (Array.isArray(value) && value.length === 0) return '';
  if (value instanceof Date) return `${Math.floor(value.getTime() / MINUTE_MS)}`;
  return JSON.stringify(value === true ? 1 : value);
}

/** Whether a call sends values besides the id, and none of them is a change. */
export const changesNothing = (sent: object, changes: object): boolean =>
  Object.keys(changes).length === 1 && Object.keys(sent).length > 1;
