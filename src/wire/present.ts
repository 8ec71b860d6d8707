import type { AnswerSchema } from '../calls/schema';
import { formatDate, formatDateIn } from './dates';

export interface Presentation {
  timeZone: string;
  /** `string` writes those numbers as strings that the published samples write as strings. */
  idFormat: 'number' | 'string';
  /** What to write for a missing value: most APIs use null, WHMCS's uses empty text. */
  nothing?: null | '';
}

/** Anything that JSON can express. A map stands for an object whose members keep their order, whatever their names. */
export type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain } | Map<string, Plain>;

/**
 * Converts an action's result to plain values: dates become `YYYY-MM-DD HH:MM:SS` or the style that the schema names,
 * and numbers become what the caller's credential asks for.
 */
export function presentAll(
  result: Record<string, unknown>,
  schema: AnswerSchema,
  how: Presentation,
): { [name: string]: Plain } {
  const presented: { [name: string]: Plain } = {};
  for (const [name, value] of Object.entries(result)) {
    presented[name] = present(value, schema.properties?.[name] ?? schema.additionalProperties, how);
  }
  return presented;
}

function present(value: unknown, schema: AnswerSchema | undefined, how: Presentation): Plain {
  if (value instanceof Date) return presentDate(value, schema, how.timeZone);
  if (typeof value === 'number') return how.idFormat === 'string' && schema?.['x-text'] ? String(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => present(item, schema?.items, how));
  if (value instanceof Map) {
    return new Map(
      [...value].map(([name, inner]) => [String(name), present(inner, schema?.additionalProperties, how)]),
    );
  }
  if (typeof value !== 'object' || value === null) return how.nothing === undefined ? '' : how.nothing;
  return presentAll({ ...value }, schema ?? {}, how);
}

const presentDate = (date: Date, schema: AnswerSchema | undefined, timeZone: string): string =>
  schema?.['x-date'] === undefined ? formatDate(date, timeZone) : formatDateIn(schema['x-date'], date, timeZone);
