import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddAnnouncement } from '../src/generated/AddAnnouncement';
import { announce } from '../src/mail/announcements';
import { rowExists } from '../src/store/rows';

export default action<AddAnnouncement>(async (params, context) => {
  const { date, title, announcement, published = false, parentid, language } = params;
  if (parentid !== undefined && !(await rowExists(context.db, 'announcements', parentid))) {
    throw notFound('Parent Announcement ID Not Found');
  }
  const announcementid = await announce(context, {
    ...{ announcedAt: date, title, body: announcement, published },
    ...(parentid !== undefined && { parentId: parentid }),
    ...(language !== undefined && { language }),
  });
  context.record({ changes: { title: [null, title] } });
  return { announcementid };
});
