import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes an announcement with its translations, and no other', async () => {
  const params = { date: '2027-01-31', title: 'Title', announcement: 'Text' };
  const { announcementid: other } = await world.done('AddAnnouncement', params);
  const { announcementid } = await world.done('AddAnnouncement', params);
  await world.done('AddAnnouncement', { ...params, parentid: announcementid, language: 'italian' });
  const answer = await world.done('DeleteAnnouncement', { announcementid });
  expectAnswer('DeleteAnnouncement', answer);
  expect((await world.logged())?.changes).toEqual({ title: ['Title', null] });
  expect(answer).toEqual({ result: 'success', announcementid });
  expect(await world.rows('select id from announcements')).toEqual([{ id: other }]);
});

testRefusals(world, 'DeleteAnnouncement', [
  { message: 'Announcement ID Not Found', params: { announcementid: 999_999 } },
  { message: 'Announcement ID Not Found', because: 'none', params: {} },
  { message: 'Announcement ID Not Found', because: 'text', params: { announcementid: 'all' } },
]);
