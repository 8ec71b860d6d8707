export interface Named {
  id: number;
  name: string;
}

/** Names by language. The row's own name is the English one, unless there is an `en`. */
export type Names = Record<string, string>;

/** Finds the first row with a name, in any letter case. */
export const findByName = <Row>(rows: Row[], name: string, nameOf: (row: Row) => string): Row | undefined =>
  rows.find((row) => nameOf(row).toLowerCase() === name.trim().toLowerCase());
