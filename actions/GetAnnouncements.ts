import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetAnnouncements } from '../src/generated/GetAnnouncements';
import { listPage } from '../src/store/pages';

const ANNOUNCEMENTS = {
  select: `id, announced_at as date, title, body as announcement, published::int as published,
    coalesce(parent_id, 0) as parentid, language, created_at, updated_at`,
  from: 'announcements',
  orderBy: 'announced_at desc, id desc',
};

export default action<GetAnnouncements>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listPage(db, ANNOUNCEMENTS, [['id = ?', params.announcementid]], page);
  return { ...countsOf(page, listed), announcements: { announcement: listed.rows } };
});
