type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/**
 * Reads custom field values as callers send them: by field id, or as answers list them, `{id, field_value}`, with `value`
 * as another name. An option may be an object with its id, as in answers.
 *
 * @returns values by field id, as texts or texts by level
 */
export function readSentFields(sent: Values): Values {
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => {
      const [id, own] = isListed(value) ? [String(value.id), value.field_value ?? value.value ?? ''] : [key, value];
      return [id, plainValue(own)];
    }),
  );
}

const isListed = (value: unknown): value is Values =>
  isObject(value) && 'id' in value && ('field_value' in value || 'value' in value);

/** A value as texts: options by their ids. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (!isObject(value) || Array.isArray(value)) return value ?? '';
  if ('id' in value) return plainValue(value.id);
  return Object.fromEntries(Object.entries(value).map(([level, inner]) => [level, plainValue(inner)]));
}
