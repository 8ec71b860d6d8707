/**
 * SQL with its values. One value may stand in several places, each written `?`; several values have a `?` each, in
 * order. A condition with an undefined value is left out.
 */
export type Condition = [sql: string, ...values: unknown[]];

/**
 * Writes pieces of one statement. Appends their values to `values`, and turns each `?` into the placeholder of its
 * value.
 */
export const writeInto =
  (values: unknown[]) =>
  ([sql, ...own]: Condition): string => {
    const first = values.length + 1;
    values.push(...own);
    let at = 0;
    return sql.replaceAll('?', () => `$${first + (own.length === 1 ? 0 : at++)}`);
  };

/** Joins conditions with `and`, without those that have an undefined value. */
export const writeConditions = (values: unknown[], conditions: Condition[]): string =>
  conditions
    .filter(([, ...own]) => own.every((value) => value !== undefined))
    .map(writeInto(values))
    .join(' and ') || 'true';

/** Repeats a value that stands in several places, so that pieces with values of their own can be put together. */
export const withEachValue = ([sql, ...own]: Condition): Condition =>
  own.length === 1 ? [sql, ...Array.from(sql.matchAll(/\?/g), () => own[0])] : [sql, ...own];

/** Joins conditions of which each has its values. */
export const allOf = (conditions: Condition[]): Condition => {
  const each = conditions.map(withEachValue);
  return [each.map(([sql]) => `(${sql})`).join(' and ') || 'true', ...each.flatMap(([, ...values]) => values)];
};

/** Joins alternatives of which each has its values. */
export const anyOf = (conditions: Condition[]): Condition => {
  const each = conditions.map(withEachValue);
  return [`(${each.map(([sql]) => `(${sql})`).join(' or ') || 'false'})`, ...each.flatMap(([, ...values]) => values)];
};

/** Escapes text so that LIKE matches it literally. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** SQL for a text as searches compare it: in lower case and without accents. */
export const searchable = (text: string): string => `without_accents(lower(${text}))`;

/** Whether a text can have letters with accents, in which tickets differ that are not indexed again without them yet. */
export const mayHaveAccents = (text: string): boolean => /[\u0080-\uffff]/.test(text);
