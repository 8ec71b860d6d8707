/** An object of an answer. */
export type Members = Record<string, unknown>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Types of values differ between versions: 1, `1`, true and `on` may mean the same.

/** A text. Any value other than a text or a number is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** An id as text; null for none, which the API writes as 0 or nothing. */
export function idOf(value: unknown): string | null {
  const id = textOf(value).trim();
  return /^0*$/.test(id) ? null : id;
}

/** A whole number; null for anything else. */
export function integerOf(value: unknown): number | null {
  const text = textOf(value).trim();
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** An amount such as `9.95`; null for anything else. */
export function amountOf(value: unknown): string | null {
  const text = textOf(value).trim();
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? text : null;
}

/** Yes or no; null if it is not said. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return null;
  return /^(1|on|yes|true)$/i.test(textOf(value).trim());
}

/**
 * The objects of a list: `{"tickets": {"ticket": [...]}}`, `{"users": [...]}`, with a single object in place of the list,
 * or with numbers as names. Old versions leave an empty list out, or write an empty text.
 */
export function listOf(container: unknown, singular: string): Members[] {
  const inner = isMembers(container) && singular in container ? container[singular] : container;
  if (Array.isArray(inner)) return inner.filter(isMembers);
  if (!isMembers(inner)) return [];
  const numbered = Object.entries(inner).filter(([name]) => /^\d+$/.test(name));
  if (numbered.length > 0) return numbered.map(([, value]) => value).filter(isMembers);
  return Object.keys(inner).length === 0 ? [] : [inner];
}
