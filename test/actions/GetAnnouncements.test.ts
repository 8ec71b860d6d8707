import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const ids: unknown[] = [];

beforeAll(async () => {
  for (const [date, title] of [
    ['2027-01-02', 'Second'],
    ['2027-01-03', 'Third'],
    ['2027-01-01', 'First'],
  ]) {
    const { announcementid } = await world.done('AddAnnouncement', { date, title, announcement: 'Text' });
    ids.push(announcementid);
  }
  const params = { date: '2027-01-03', title: 'Terzo', announcement: 'Testo', published: true };
  await world.done('AddAnnouncement', { ...params, parentid: ids[1], language: 'italian' });
});

test('lists the newest first, with all details', async () => {
  const answer = await world.done('GetAnnouncements');
  expectAnswer('GetAnnouncements', answer);
  expect(answer).toMatchObject({ totalresults: 4, startnumber: 0, numreturned: 4 });
  expect(itemsOf(answer).map(({ title }) => title)).toEqual(['Terzo', 'Third', 'Second', 'First']);
  expect(itemsOf(answer)[0]).toMatchObject({
    date: '2027-01-03 00:00:00',
    announcement: 'Testo',
    published: 1,
    parentid: ids[1],
    language: 'italian',
  });
  expect(itemsOf(answer)[1]).toMatchObject({ published: 0, parentid: 0, language: '' });
});

test.each<[Record<string, unknown>, Record<string, unknown>, string[]]>([
  [{ limitstart: 1, limitnum: 2 }, { totalresults: 4, startnumber: 1, numreturned: 2 }, ['Third', 'Second']],
  [{ limitnum: 0 }, { totalresults: 4, startnumber: 0, numreturned: 0 }, []],
  [{ limitstart: 9 }, { totalresults: 4, startnumber: 9, numreturned: 0 }, []],
])('%p', async (params, counts, titles) => {
  const answer = await world.done('GetAnnouncements', params);
  expect(answer).toMatchObject(counts);
  expect(itemsOf(answer).map(({ title }) => title)).toEqual(titles);
});

test('finds one by its id', async () => {
  const answer = await world.done('GetAnnouncements', { announcementid: ids[2] });
  expect(itemsOf(answer)).toMatchObject([{ id: ids[2], title: 'First' }]);
});

testRefusals(world, 'GetAnnouncements', [
  { message: 'Parameter "limitstart" is out of range', params: { limitstart: -1 } },
  { message: 'Parameter "limitnum" must be a whole number', params: { limitnum: 'many' } },
]);
