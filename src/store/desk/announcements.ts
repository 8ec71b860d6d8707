import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

export interface Announcement {
  id: number;
  announcedAt: Date;
  title: string;
  body: string;
  published: boolean;
  /** The announcement that it translates; 0 if it is no translation. */
  parentId: number;
  language: string;
  createdAt: Date;
  updatedAt: Date;
}

const ANNOUNCEMENTS = {
  select: `id, announced_at as "announcedAt", title, body, published, coalesce(parent_id, 0) as "parentId", language,
    created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'announcements',
  orderBy: 'announced_at desc, id desc',
};

/** Lists a page of the announcements, latest first, or only the one with an id. */
export const listAnnouncements = (db: Db, id: number | undefined, page: Page): Promise<Listed<Announcement>> =>
  listPage<Announcement>(db, ANNOUNCEMENTS, [['id = ?', id]], page);
