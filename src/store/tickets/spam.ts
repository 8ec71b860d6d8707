import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { type Listed, listPage, type Page } from '../pages';

/** Where a filter's pattern is searched: in the sender's address, in the subject, or in subject and message. */
export type SpamKind = 'sender' | 'subject' | 'phrase';

export interface SpamFilter {
  kind: SpamKind;
  pattern: string;
}

/**
 * SQL for the filters that apply to a guest, as one JSON array: all filters of subjects and phrases, and those senders
 * that equal the guest's address or, beginning with `@`, its domain.
 *
 * @param isGuest the placeholder for whether the sender is a guest. No filter applies to anybody else.
 * @param email the placeholder of the address, which may be empty.
 */
export const spamFiltersJson = (isGuest: string, email: string): string =>
  `(select coalesce(json_agg(json_build_object('kind', kind, 'pattern', pattern)), '[]') from spam_filters
     where ${isGuest}::boolean and (kind <> 'sender'
       or lower(pattern) in (lower(${email}::text), lower('@' || split_part(${email}::text, '@', 2)))))`;

/** Lists the filters that apply to a guest with this address. */
export async function listSpamFilters(db: Db, email: string): Promise<SpamFilter[]> {
  const [row] = await db.query<{ filters: SpamFilter[] }>(`select ${spamFiltersJson('true', '$1')} as filters`, [
    email,
  ]);
  return row?.filters ?? [];
}

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
  /** A part of the pattern, in any letter case. */
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
      ['position(lower(?) in lower(pattern)) > 0', query.search],
    ],
    page,
  );
