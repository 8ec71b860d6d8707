import { createIndexing } from '../../../src/server/indexing';
import { subjectsFound } from '../../support/subjects-found';
import { useWorld } from '../../support/world';

const world = useWorld();

const TEXTS: Record<string, string> = {
  Chinese: '您好，我们办公室的打印机从昨天开始就无法工作了。',
  Traditional: '您好，我們辦公室的印表機ABC123壞了',
  Japanese: '東京のオフィスでプリンターが動きません。',
  Decomposed: 'フ\u309aリンターはと\u3099こ',
  Thai: 'เครื่องพิมพ์ในสำนักงานไม่ทำงานตั้งแต่เมื่อวาน',
  Lao: 'ເຄື່ອງພິມບໍ່ເຮັດວຽກ',
  Khmer: 'ម៉ាស៊ីនបោះពុម្ពខូច',
  Burmese: 'ပရင်တာအလုပ်မလုပ်ပါ',
  Pieces: '打印 印机 dog',
  English: 'A dog and a printer',
};

const searches: [search: string, found: string[]][] = [
  ['打印机', ['Chinese']],
  ['印机', ['Chinese', 'Pieces']],
  ['打', ['Chinese', 'Pieces']],
  ['办公室 昨天', ['Chinese']],
  ['办公室 明天', []],
  ['"办公室的打印机"', ['Chinese']],
  ['"打印机从" or printer', ['Chinese', 'English']],
  ['打印 -打印机', ['Pieces']],
  ['dog -打印', ['English']],
  ['dog or 打印机', ['Chinese', 'English', 'Pieces']],
  ['打印-机', ['Chinese', 'Pieces']],
  ['机打印', []],
  ['印表機abc123', ['Traditional']],
  ['ABC123', ['Traditional']],
  ['東京', ['Japanese']],
  ['プリンター', ['Decomposed', 'Japanese']],
  ['どこ', ['Decomposed']],
  ['とこ', []],
  ['เครื่องพิมพ์', ['Thai']],
  ['สำนักงาน ตั้งแต่', ['Thai']],
  ['เครืองพิมพ์', []],
  ['"ในสำนักงาน" -printer', ['Thai']],
  ['ພິມ', ['Lao']],
  ['បោះពុម្ព', ['Khmer']],
  ['အလုပ်', ['Burmese']],
  ['打印机 🎉', []],
];

beforeAll(async () => {
  for (const [subject, message] of Object.entries(TEXTS)) await world.ticket({ subject, message });
});

describe.each([
  ['not indexed yet', async () => {}],
  ['indexed', () => createIndexing(world.desk.database)(() => true)],
])('in tickets that are %s, words without spaces between them are found', (_what, make) => {
  beforeAll(make);
  test.each(searches)('%s', async (search, found) => expect(await subjectsFound(world, { search })).toEqual(found));
});

test('the longest texts are indexed and found', async () => {
  const random = Array.from({ length: 99_000 }, (_, at) =>
    String.fromCodePoint(0x4e00 + ((at * at * 31 + at * 7) % 20_000)),
  );
  await world.ticket({ subject: 'Random', message: random.join('') });
  await world.ticket({ subject: 'One letter', message: `${'机'.repeat(99_000)}器` });
  await createIndexing(world.desk.database)(() => true);
  expect(await world.rows('select from search_marks')).toEqual([]);
  expect(await subjectsFound(world, { search: '机机器' })).toEqual(['One letter']);
  expect(await subjectsFound(world, { search: 'random' })).toEqual(['Random']);
});
