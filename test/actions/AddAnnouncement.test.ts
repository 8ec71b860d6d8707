import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const params = { date: '2027-01-31 09:00:00', title: 'Maintenance', announcement: 'On <b>Sunday</b>.' };

test('adds an announcement, hidden until it is published', async () => {
  const answer = await world.done('AddAnnouncement', params);
  expectAnswer('AddAnnouncement', answer);
  expect(await world.rows('select * from announcements where id = $1', [answer.announcementid])).toMatchObject([
    {
      announced_at: new Date('2027-01-31T09:00:00Z'),
      title: 'Maintenance',
      body: 'On <b>Sunday</b>.',
      published: false,
      parent_id: null,
      language: '',
      created_at: world.now,
    },
  ]);
  expect(await world.logged()).toMatchObject({
    description: `AddAnnouncement: announcementid ${answer.announcementid}`,
    changes: { title: [null, 'Maintenance'] },
  });
});

test.each<[unknown, boolean]>([
  [true, true],
  ['on', true],
  ['false', false],
  ['0', false],
  [undefined, false],
])('published: %p', async (published, expected) => {
  const { announcementid } = await world.done('AddAnnouncement', { ...params, published });
  const [row] = await world.rows('select published from announcements where id = $1', [announcementid]);
  expect(row).toEqual({ published: expected });
});

test('can add a translation of another announcement', async () => {
  const { announcementid: parentid } = await world.done('AddAnnouncement', params);
  const { announcementid } = await world.done('AddAnnouncement', { ...params, parentid, language: 'italian' });
  const rows = await world.rows('select parent_id, language from announcements where id = $1', [announcementid]);
  expect(rows).toEqual([{ parent_id: parentid, language: 'italian' }]);
});

test('emits AnnouncementAdd once, with the published fields', async () => {
  await world.events();
  const { announcementid } = await world.done('AddAnnouncement', { ...params, published: true });
  expect(await world.events()).toEqual(['AnnouncementAdd']);
  const [row] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  expect(row!.payload).toEqual({
    announcementid,
    date: '2027-01-31T09:00:00.000Z',
    title: 'Maintenance',
    announcement: 'On <b>Sunday</b>.',
    published: true,
  });
});

const TITLE = 'Title is required, with at most 250 characters';
const TEXT = 'Announcement is required, with at most 65535 characters';

testRefusals(world, 'AddAnnouncement', [
  { message: 'Invalid Date Format', params: { ...params, date: 'tomorrow' } },
  { message: 'Invalid Date Format', because: 'none, before all else', params: {} },
  { message: 'Invalid Date Format', because: 'no such day', params: { ...params, date: '2027-02-30' } },
  { message: TITLE, params: { ...params, title: ' ' } },
  { message: TITLE, because: 'long', params: { ...params, title: 'x'.repeat(251) } },
  { message: TEXT, params: { ...params, announcement: undefined } },
  { message: TEXT, because: 'long', params: { ...params, announcement: 'x'.repeat(65_536) } },
  { message: TEXT, because: 'a list', params: { ...params, announcement: ['x'] } },
  { message: 'Parent Announcement ID Not Found', params: { ...params, parentid: 999_999 } },
]);
