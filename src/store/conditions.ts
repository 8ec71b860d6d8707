/**
 * SQL with a `?` for its value, wherever it stands; or one for each of several values. A condition with a value that is
 * undefined asks for nothing.
 */
export type Condition = [sql: string, ...values: unknown[]];

/** Writes pieces of one statement: values go behind those that `values` has, and each `?` becomes its value's place there. */
export const writeInto =
  (values: unknown[]) =>
  ([sql, ...own]: Condition): string => {
    const first = values.length + 1;
    values.push(...own);
    let at = 0;
    return sql.replaceAll('?', () => `$${first + (own.length === 1 ? 0 : at++)}`);
  };

/** Writes what must all be true, leaving out what asks for nothing. */
export const writeConditions = (values: unknown[], conditions: Condition[]): string =>
  conditions
    .filter(([, ...own]) => own.every((value) => value !== undefined))
    .map(writeInto(values))
    .join(' and ') || 'true';

/** Text that LIKE takes as it is. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
