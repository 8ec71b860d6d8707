import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const added = async (): Promise<number> => {
  const { announcementid } = await world.done('AddAnnouncement', {
    date: '2027-01-31 09:00:00',
    title: 'Maintenance',
    announcement: 'On Sunday',
  });
  await world.events();
  return announcementid as number;
};
const rowOf = async (id: number) => (await world.rows('select * from announcements where id = $1', [id]))[0];

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
  ['the title', { title: 'Done' }, { title: 'Done' }, { title: ['Maintenance', 'Done'] }],
  ['the text', { announcement: 'On Monday' }, { body: 'On Monday' }, { body: ['...', '...'] }],
  ['publishing', { published: true }, { published: true }, { published: [false, true] }],
  ['the language', { language: 'italian' }, { language: 'italian' }, { language: ['', 'italian'] }],
  [
    'the date',
    { date: '2027-02-01T10:00:00+01:00' },
    { announced_at: new Date('2027-02-01T09:00:00Z') },
    { announced_at: [expect.stringMatching(/^2027-01-31T/), expect.stringMatching(/^2027-02-01T/)] },
  ],
])('changes %s and nothing else', async (_what, params, expected, changes) => {
  const announcementid = await added();
  const before = await rowOf(announcementid);
  world.now = new Date(world.now.getTime() + 60_000);
  const answer = await world.done('UpdateAnnouncement', { announcementid, ...params });
  expectAnswer('UpdateAnnouncement', answer);
  expect(await rowOf(announcementid)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect(await world.logged()).toMatchObject({ action: 'UpdateAnnouncement', changes });
});

test('emits AnnouncementEdit once, with the whole announcement', async () => {
  const announcementid = await added();
  await world.done('UpdateAnnouncement', { announcementid, published: true });
  expect(await world.events()).toEqual(['AnnouncementEdit']);
  const [row] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  expect(row!.payload).toEqual({
    announcementid,
    date: '2027-01-31T09:00:00.000Z',
    title: 'Maintenance',
    announcement: 'On Sunday',
    published: true,
  });
});

test.each([{}, { title: 'Maintenance', published: false }])(
  'emits nothing when nothing changes: %p',
  async (params) => {
    await world.done('UpdateAnnouncement', { announcementid: await added(), ...params });
    expect(await world.events()).toEqual([]);
  },
);

testRefusals(world, 'UpdateAnnouncement', [
  { message: 'Announcement ID Not Found', params: { title: 'New' } },
  { message: 'Announcement ID Not Found', because: 'no such', params: { announcementid: 999_999, title: 'New' } },
  {
    message: 'Title is required, with at most 250 characters',
    params: async () => ({ announcementid: await added(), title: '\n' }),
  },
  {
    message: 'Announcement is required, with at most 65535 characters',
    params: async () => ({ announcementid: await added(), announcement: ' ' }),
  },
  { message: 'Invalid Date Format', params: async () => ({ announcementid: await added(), date: '31.01.2027' }) },
]);
