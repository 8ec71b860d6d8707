import type { Context } from '../calls/action';
import type { Changes } from '../store/desk/activity';
import { changeRow, holdRow, insertRow } from '../store/rows';

interface NewAnnouncement {
  announcedAt: Date;
  title: string;
  body: string;
  published: boolean;
  /** The announcement that this one translates. */
  parentId?: number;
  language?: string;
}

interface AnnouncementRow {
  id: number;
  announcedAt: Date;
  title: string;
  body: string;
  published: boolean;
}

/** Adds an announcement and returns its id. Emits `AnnouncementAdd`. */
export async function announce({ db, now, emit }: Context, announcement: NewAnnouncement): Promise<number> {
  const { announcedAt, title, body, published, parentId, language } = announcement;
  const row = { announcedAt, title, body, published };
  const more = { parentId, language, createdAt: now, updatedAt: now };
  const id = await insertRow(db, 'announcements', { ...row, ...more });
  emit('AnnouncementAdd', payloadOf({ id, ...row }));
  return id;
}

/**
 * Changes an announcement; absent members stay as they are. Emits `AnnouncementEdit` if something changes.
 *
 * @returns what changed; undefined if there is no such announcement.
 */
export async function rewriteAnnouncement(
  { db, now, emit }: Context,
  id: number,
  { announcedAt, title, body, published, language }: Partial<NewAnnouncement>,
): Promise<Changes | undefined> {
  const changes = await changeRow(db, 'announcements', id, {
    ...{ announcedAt, title, body, published, language },
    updatedAt: now,
  });
  if (changes === undefined || Object.keys(changes).length === 0) return changes;
  const row = await holdRow<AnnouncementRow>(db, 'announcements', id);
  if (row !== undefined) emit('AnnouncementEdit', payloadOf(row));
  return changes;
}

const payloadOf = ({ id, announcedAt, title, body, published }: AnnouncementRow) => ({
  announcementid: id,
  date: announcedAt,
  title,
  announcement: body,
  published,
});
