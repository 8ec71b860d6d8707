export interface Named {
  id: number;
  name: string;
}

/** Names by language. The row's own name is the English one, unless there is an `en`. */
export type Names = Record<string, string>;

/** Whether two names differ in nothing but letter case, and spaces around them. */
export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Finds the first row with a name, in any letter case. */
export const findByName = <Row>(rows: Row[], name: string, nameOf: (row: Row) => string): Row | undefined =>
  rows.find((row) => isSameName(nameOf(row), name));
