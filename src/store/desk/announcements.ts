import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

export interface Announcement {
  id: number;
  announcedAt: Date;
  title: string;
  body: string;
  published: boolean;
  /** What it is a translation of; 0 for nothing. */
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

/** A page of the announcements, the latest first, or the one with an id. */
export const listAnnouncements = (db: Db, id: number | undefined, page: Page): Promise<Listed<Announcement>> =>
  listPage<Announcement>(db, ANNOUNCEMENTS, [['id = ?', id]], page);
