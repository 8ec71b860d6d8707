import type { Db } from '../../database/pool';
import type { LookUpTogether } from '../../database/together';
import { searchable } from '../conditions';
import { lockUntilCommit } from '../locks';
import { type Listed, listPage, type Page } from '../pages';

/** Where a filter's pattern is searched: in the sender's address, in the subject, or in subject and message. */
export type SpamKind = 'sender' | 'subject' | 'phrase';

export interface SpamFilter {
  kind: SpamKind;
  pattern: string;
}

/**
 * Lists the filters that apply to a guest with this address, which may be empty: all filters of subjects and phrases,
 * and those senders that equal the address or, beginning with `@`, its domain.
 */
export const listSpamFilters = (db: Db, email: string): Promise<SpamFilter[]> => db.lookUpTogether(FILTERS_OF, email);

const FILTERS_OF: LookUpTogether<string, SpamFilter[]> = {
  async lookUp(db, emails) {
    const rows = await db.query<SpamFilter & { place: number }>(
      `select place::int as place, kind, pattern
       from unnest($1::text[]) with ordinality as g (email, place)
       join spam_filters on kind <> 'sender' or lower(pattern) in (lower(email), lower('@' || split_part(email, '@', 2)))`,
      [emails],
    );
    const found: SpamFilter[][] = emails.map(() => []);
    for (const { place, ...filter } of rows) found[place - 1]?.push(filter);
    return found;
  },
};

/**
 * Whether another filter of this kind has this pattern, in any letter case. Locks the filters until the transaction
 * ends, so that of two calls at once the second sees the first.
 *
 * @param exceptId the filter that is being changed, if any.
 */
export async function isFiltered(
  db: Db,
  { kind, pattern }: SpamFilter,
  exceptId: number | null = null,
): Promise<boolean> {
  await lockUntilCommit(db, 'spam filters');
  const rows = await db.query(
    'select 1 from spam_filters where kind = $1 and lower(pattern) = lower($2) and id is distinct from $3',
    [kind, pattern, exceptId],
  );
  return rows.length > 0;
}

/** A filter in a list. */
export interface SpamFilterRow extends SpamFilter {
  id: number;
  createdAt: Date;
}

const FILTERS = { select: 'id, kind, pattern, created_at as "createdAt"', from: 'spam_filters', orderBy: 'id' };

/** Which filters to list. Undefined members exclude none. */
interface SpamFilterQuery {
  id: number | undefined;
  kind: string | undefined;
  /** A part of the pattern, in any letter case and with or without accents. */
  search: string | undefined;
}

/** Lists a page of the filters in the order of their ids. */
export const listSpamFilterRows = (db: Db, query: SpamFilterQuery, page: Page): Promise<Listed<SpamFilterRow>> =>
  listPage<SpamFilterRow>(
    db,
    FILTERS,
    [
      ['id = ?', query.id],
      ['kind = ?', query.kind],
      [`position(${searchable('?')} in ${searchable('pattern')}) > 0`, query.search],
    ],
    page,
  );
