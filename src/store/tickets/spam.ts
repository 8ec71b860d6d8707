import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { type Listed, listPage, type Page } from '../pages';

/** What a filter is looked for in: the address of who sends, the subject, or the subject and the message. */
export type SpamKind = 'sender' | 'subject' | 'phrase';

export interface SpamFilter {
  kind: SpamKind;
  pattern: string;
}

/**
 * SQL for the filters that concern a guest, as one JSON array: of senders those that are its address or, where they begin
 * with `@`, the domain of its address; of subjects and phrases all.
 *
 * @param isGuest a placeholder for whether it is one; nothing concerns anybody else.
 * @param email a placeholder for the address, which may be empty.
 */
export const spamFiltersJson = (isGuest: string, email: string): string =>
  `(select coalesce(json_agg(json_build_object('kind', kind, 'pattern', pattern)), '[]') from spam_filters
     where ${isGuest}::boolean and (kind <> 'sender'
       or lower(pattern) in (lower(${email}::text), lower('@' || split_part(${email}::text, '@', 2)))))`;

/** The filters that concern a guest with an address. */
export async function listSpamFilters(db: Db, email: string): Promise<SpamFilter[]> {
  const [row] = await db.query<{ filters: SpamFilter[] }>(`select ${spamFiltersJson('true', '$1')} as filters`, [
    email,
  ]);
  return row?.filters ?? [];
}

/**
 * Whether there is another filter of a kind with a pattern already, in any letter case. Adding or changing one holds back
 * others who do the same, so that of two at once the second sees the first.
 *
 * @param exceptId the filter that may have it; null for none.
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

/** A filter as it is listed. */
export interface SpamFilterRow extends SpamFilter {
  id: number;
  createdAt: Date;
}

const FILTERS = { select: 'id, kind, pattern, created_at as "createdAt"', from: 'spam_filters', orderBy: 'id' };

/** Which filters; undefined members do not count. */
export interface SpamFilterQuery {
  id: number | undefined;
  kind: string | undefined;
  /** A part of the pattern, in any letter case. */
  search: string | undefined;
}

/** A page of the filters in the order of their ids. */
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
