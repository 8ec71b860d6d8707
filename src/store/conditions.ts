/**
 * SQL in which `?` stands for one value, however often it is written; without it there is none. A condition whose value is
 * undefined asks for nothing.
 */
export type Condition = [sql: string, value: unknown] | [sql: string];

/** Writes pieces of one statement: each value goes behind those that `values` has, and `?` becomes its place there. */
export const writeInto =
  (values: unknown[]) =>
  ([sql, ...value]: Condition): string => {
    values.push(...value);
    return sql.replaceAll('?', `$${values.length}`);
  };

/** Writes what must all be true, leaving out what asks for nothing. */
export const writeConditions = (values: unknown[], conditions: Condition[]): string =>
  conditions
    .filter((condition) => condition.length === 1 || condition[1] !== undefined)
    .map(writeInto(values))
    .join(' and ') || 'true';

/** Text that LIKE takes as it is. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
