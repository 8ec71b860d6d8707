import { PART_BY_PART } from '../../../migrations/20261130400001_phrases_on_postgresql_13';
import { subjectsFound } from '../../support/subjects-found';
import { useWorld } from '../../support/world';

const world = useWorld();

const TEXTS: Record<string, string> = {
  Apostrophe: "The lights don't work since noon.",
  Apart: 'Work that I don. Not in T, at noon.',
  Hyphen: 'There is a left-over of err-1002.',
  Halves: 'What is left of the 1002 things went over to err.',
  Colon: 'error 500:can,not open',
};

const searches: [search: string, found: string[]][] = [
  [`"don't work"`, ['Apostrophe']],
  [`noon "don't work"`, ['Apostrophe']],
  [`noon -"don't work"`, ['Apart']],
  ['"a left-over"', ['Hyphen']],
  ['"500:can,not open"', ['Colon']],
  ['err-1002 or "lights don\'t"', ['Apostrophe', 'Hyphen']],
  ['err -err-1002', ['Halves']],
  ['left or "left-over of" or,', ['Halves', 'Hyphen']],
  ['or or noon', ['Apart', 'Apostrophe']],
  ['"lights', ['Apostrophe']],
  ['"" or ,', []],
];

beforeAll(async () => {
  for (const [subject, message] of Object.entries(TEXTS)) await world.ticket({ subject, message });
});

describe.each([
  ['this server', async () => {}],
  ['PostgreSQL 13', () => world.change(PART_BY_PART)],
])('as on %s', (_server, prepare) => {
  beforeAll(prepare);
  test.each(searches)('%s', async (search, found) => expect(await subjectsFound(world, { search })).toEqual(found));

  test.each([
    ...[
      'left-over',
      '-left-over x',
      'a OR "b c-d" x-y',
      'a or',
      'or a,b',
      'a or or b,c',
      '"a-b',
      'x"y z,q"',
      'a,b or ""',
    ],
    ...['-"a b,c" d', 'a or -b,c', 'a -or b,c', 'a, or b', '"or" a,b', '"a,b" or "c,d" e', '-,- a', '!a & (b|c)', ''],
    ...[
      "a'b \\c %x",
      'é,ü or ß',
      '🎉 a,b',
      'a-b-c 1.2.3 -5 x-1',
      'a or"b,c"',
      'foo.example.com/x-y a@b.example',
      '-',
      '"',
    ],
  ])('reads %j as PostgreSQL 14 does', async (search) => {
    const [words] = await world.rows(
      `select asked_words($1)::text as asked, websearch_to_tsquery('simple', $1)::text as expected`,
      [search],
    );
    expect(words?.asked).toBe(words?.expected);
  });
});
