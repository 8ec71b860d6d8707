import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetAnnouncements } from '../src/generated/GetAnnouncements';
import { type Announcement, listAnnouncements } from '../src/store/desk/announcements';

export default action<GetAnnouncements>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listAnnouncements(db, params.announcementid, page);
  return { ...countsOf(page, listed), announcements: { announcement: listed.rows.map(present) } };
});

const present = (announcement: Announcement) => ({
  id: announcement.id,
  date: announcement.announcedAt,
  title: announcement.title,
  announcement: announcement.body,
  published: Number(announcement.published),
  parentid: announcement.parentId,
  language: announcement.language,
  created_at: announcement.createdAt,
  updated_at: announcement.updatedAt,
});
