export interface Named {
  id: number;
  name: string;
}

/** Names by language; the name itself is the English one unless `en` says another. */
export type Names = Record<string, string>;

/** The first row whose name is the given text, in any letter case; undefined where there is none. */
export const findByName = <Row>(rows: Row[], name: string, nameOf: (row: Row) => string): Row | undefined =>
  rows.find((row) => nameOf(row).toLowerCase() === name.trim().toLowerCase());
