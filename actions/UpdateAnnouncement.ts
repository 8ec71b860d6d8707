import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { UpdateAnnouncement } from '../src/generated/UpdateAnnouncement';
import { rewriteAnnouncement } from '../src/mail/announcements';

export default action<UpdateAnnouncement>(async (params, context) => {
  const { announcementid, date, title, announcement, published, language } = params;
  const changes = await rewriteAnnouncement(context, announcementid, {
    ...(date !== undefined && { announcedAt: date }),
    ...(title !== undefined && { title }),
    ...(announcement !== undefined && { body: announcement }),
    ...(published !== undefined && { published }),
    ...(language !== undefined && { language }),
  });
  if (changes === undefined) throw notFound('Announcement ID Not Found');
  context.record({ changes });
  return { announcementid };
});
