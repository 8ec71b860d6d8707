import type { Context } from '../../calls/action';
import type { Named } from '../../store/desk/named';
import { findTags, listNamed, listNamedStaff, type NamedStaff } from '../../store/search/query-names';
import { withoutAccents } from '../../text/accents';

/** What the names in queries can mean. Each kind is looked up at most once for all queries of a call. */
export interface QueryNames {
  departments(): Promise<Named[]>;
  statuses(): Promise<(Named & { isClosed: boolean; isAwaiting: boolean })[]>;
  priorities(): Promise<Named[]>;
  staff(): Promise<NamedStaff[]>;
  types(): Promise<Named[]>;
  categories(): Promise<Named[]>;
  /** The tags among these names. */
  tags(names: string[]): Promise<Named[]>;
}

/** Looks names up in a call. Departments are those that the caller works in. */
export function namesFor({ db, catalogue }: Pick<Context, 'db' | 'catalogue'>): QueryNames {
  return {
    departments: once(async () => (await catalogue()).departments),
    statuses: once(async () =>
      (await catalogue()).statuses.map(({ title, ...status }) => ({ name: title, ...status })),
    ),
    priorities: once(async () => (await catalogue()).priorities),
    staff: once(() => listNamedStaff(db)),
    types: once(() => listNamed(db, 'ticket_types')),
    categories: once(() => listNamed(db, 'categories')),
    tags: (names) => findTags(db, names),
  };
}

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= look();
    return found;
  };
}

/** A name without what people leave out or write otherwise: `On Hold` and `on-hold` are the same, `Büro` and `buro` too. */
const bare = (name: string): string =>
  withoutAccents(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Finds the rows that a value means: those with the name, or else with the same letters and digits, or else the one with
 * the id.
 *
 * @param namesOf all names of a row
 */
export function named<Row extends { id: number }>(rows: Row[], value: string, namesOf: (row: Row) => string[]): Row[] {
  const wanted = value.trim().toLowerCase();
  const exact = rows.filter((row) => namesOf(row).some((name) => name.toLowerCase() === wanted));
  if (exact.length > 0) return exact;
  const alike = bare(value);
  const similar = alike === '' ? [] : rows.filter((row) => namesOf(row).some((name) => bare(name) === alike));
  return similar.length > 0 ? similar : rows.filter(({ id }) => String(id) === wanted);
}
