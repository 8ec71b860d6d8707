import type { Db } from '../../database/pool';
import type { Page } from '../pages';

/** An announcement as everybody may read it, in the reader's language if it was translated. */
export interface PublicAnnouncement {
  id: number;
  announcedAt: Date;
  title: string;
  body: string;
}

/** Who reads announcements, and when: those of the future don't show yet. */
interface Reader {
  /** By WHMCS's name; empty for the announcements as they were written. */
  language: string;
  now: Date;
}

const IS_PUBLIC = `a.parent_id is null and a.published and a.announced_at <= $1`;

/** A translation must be published too, so that nobody reads a draft. */
const ANNOUNCEMENT = `a.id, a.announced_at as "announcedAt", coalesce(own.title, a.title) as title,
    coalesce(own.body, a.body) as body
  from announcements a left join lateral (
    select title, body from announcements t
    where t.parent_id = a.id and t.published and t.language <> '' and lower(t.language) = lower($2)
    order by t.id desc limit 1) own on true`;

/** Finds an announcement that everybody may read. */
export async function findPublicAnnouncement(
  db: Db,
  id: number,
  { language, now }: Reader,
): Promise<PublicAnnouncement | undefined> {
  const [row] = await db.query<PublicAnnouncement>(`select ${ANNOUNCEMENT} where ${IS_PUBLIC} and a.id = $3`, [
    now,
    language,
    id,
  ]);
  return row;
}

/** Lists the newest announcements that everybody may read. */
export const listNewestAnnouncements = (
  db: Db,
  { language, now }: Reader,
  most: number,
): Promise<PublicAnnouncement[]> =>
  db.query(`select ${ANNOUNCEMENT} where ${IS_PUBLIC} order by a.announced_at desc, a.id desc limit $3`, [
    ...[now, language, most],
  ]);

/** A month with announcements. */
interface AnnouncedMonth {
  /** `2027-01` */
  month: string;
  count: number;
}

/** Lists the months that have announcements, newest first. @param timeZone decides when a month begins */
export const listAnnouncedMonths = (db: Db, now: Date, timeZone: string): Promise<AnnouncedMonth[]> =>
  db.query(
    `select to_char(a.announced_at at time zone $2, 'YYYY-MM') as month, count(*) as count
     from announcements a where ${IS_PUBLIC} group by 1 order by 1 desc`,
    [now, timeZone],
  );

/**
 * Lists a page of the announcements that everybody may read, newest first.
 *
 * @param month such as `2027-01`; empty for all
 */
export const listPublicAnnouncements = (
  db: Db,
  { language, now }: Reader,
  { month, timeZone }: { month: string; timeZone: string },
  { offset, limit }: Page,
): Promise<PublicAnnouncement[]> =>
  db.query(
    `select ${ANNOUNCEMENT}
     where ${IS_PUBLIC} and ($3 = '' or to_char(a.announced_at at time zone $4, 'YYYY-MM') = $3)
     order by a.announced_at desc, a.id desc offset $5 limit $6`,
    [now, language, month, timeZone, offset, limit],
  );
