import type { AnswerSchema } from '../schema';
import { formatDate } from './dates';

export interface Presentation {
  timeZone: string;
  /** `string` prints the numbers that the published samples print as strings. */
  idFormat: 'number' | 'string';
}

/** Anything that has a JSON form. */
export type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain };

/**
 * Writes an action's result in the types of the wire: dates as `YYYY-MM-DD HH:MM:SS`, numbers as the caller's
 * credential asks for them.
 */
export function presentAll(
  result: Record<string, unknown>,
  schema: AnswerSchema,
  how: Presentation,
): { [name: string]: Plain } {
  const presented: { [name: string]: Plain } = {};
  for (const [name, value] of Object.entries(result)) presented[name] = present(value, schema.properties?.[name], how);
  return presented;
}

function present(value: unknown, schema: AnswerSchema | undefined, how: Presentation): Plain {
  if (value instanceof Date) return formatDate(value, how.timeZone);
  if (typeof value === 'number') return how.idFormat === 'string' && schema?.['x-text'] ? String(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => present(item, schema?.items, how));
  if (typeof value !== 'object' || value === null) return '';
  return presentAll({ ...value }, schema ?? {}, how);
}
