import { type ApiUser, dataOf, staffUser } from '../support/helpdeskeddy';
import { bytes, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();
let jo: ApiUser;

beforeAll(async () => {
  jo = await staffUser(world, 'jo', { email: 'jo@example.com' });
});

const [A, B, C] = ['a@example.com', 'b@example.com', 'c@example.com'];
const JSON_TYPE = 'application/json';

type Pairs = [string, string][];
const form = (pairs: Pairs) => new URLSearchParams(pairs).toString();

/** Sends a new ticket as urlencoded, as multipart and in the query. */
const WAYS: [string, (pairs: Pairs) => Promise<unknown>][] = [
  ['urlencoded', (pairs) => send(form(pairs), URLENCODED)],
  [
    'multipart',
    (pairs) => {
      const body = new FormData();
      for (const [name, value] of pairs) body.append(name, value);
      return dataOf(world.send('/api/v2/tickets/', { method: 'POST', headers: jo.headers, body }));
    },
  ],
  [
    'a query',
    (pairs) => dataOf(world.send(`/api/v2/tickets/?${form(pairs)}`, { method: 'POST', headers: jo.headers })),
  ],
];
const send = (body: string, type: string) =>
  dataOf(world.send('/api/v2/tickets/', { ...bytes(body, type), headers: { ...jo.headers, 'Content-Type': type } }));

const NEW: Pairs = [
  ['title', 'T'],
  ['description', 'x&cc=z@example.com&cc=y@example.com'],
];

const FORMS: [string, (name: string) => Pairs, string[]][] = [
  [
    'a repeated name',
    (name) => [
      [name, A],
      [name, B],
    ],
    [A, B],
  ],
  [
    'a name three times',
    (name) => [
      [name, C],
      [name, A],
      [name, B],
    ],
    [C, A, B],
  ],
  [
    'the same twice',
    (name) => [
      [name, A],
      [name, A],
    ],
    [A],
  ],
  [
    'brackets',
    (name) => [
      [`${name}[]`, A],
      [`${name}[]`, B],
    ],
    [A, B],
  ],
  [
    'numbers',
    (name) => [
      [`${name}[0]`, A],
      [`${name}[1]`, B],
    ],
    [A, B],
  ],
  [
    'a plain name and brackets',
    (name) => [
      [name, A],
      [`${name}[]`, B],
    ],
    [A, B],
  ],
  ['commas', (name) => [[name, `${A}, ${B}`]], [A, B]],
  [
    'commas in a repeated name',
    (name) => [
      [name, `${A},${B}`],
      [name, C],
    ],
    [A, B, C],
  ],
  ['JSON text', (name) => [[name, JSON.stringify([A, B])]], [A, B]],
  ['one value', (name) => [[name, A]], [A]],
  [
    'an empty value',
    (name) => [
      [name, ''],
      [name, B],
    ],
    [B],
  ],
  ['nothing', () => [], []],
];

test.each(
  WAYS.flatMap(([way, ask]) =>
    FORMS.flatMap(([what, of, expected]) => ['cc', 'bcc'].map((name) => ({ way, what, name, ask, of, expected }))),
  ),
)('$name as $what, in $way, keeps everybody', async ({ name, ask, of, expected }) => {
  expect(await ask([...NEW, ...of(name)])).toMatchObject({ [name]: expected });
});

test.each([
  ['a list', [A, B]],
  ['commas', `${A},${B}`],
  ['a list of one', [A]],
])('JSON with %s', async (_what, cc) => {
  const expected = Array.isArray(cc) ? cc : cc.split(',');
  expect(await dataOf(jo.ask('POST', '/tickets/', { title: 'T', description: 'D', cc }))).toMatchObject({
    cc: expected,
  });
});

test('JSON is not a form, whatever its texts contain', async () => {
  const body = { title: 'T', description: `x&cc=${A}&cc=${B}&`, cc: [C] };
  expect(await send(JSON.stringify(body), JSON_TYPE)).toMatchObject({ cc: [C] });
});

test('a form in PUT, and other lists', async () => {
  const { id } = (await dataOf(jo.ask('POST', '/tickets/', { title: 'T', description: 'D' }))) as { id: number };
  const body = `cc=${A}&cc=${B}&tags=x&tags=y&followers=${jo.id}&followers=${jo.id}`;
  const answer = await world.send(`/api/v2/tickets/${id}/`, {
    ...bytes(body, URLENCODED),
    method: 'PUT',
    headers: { ...jo.headers, 'Content-Type': URLENCODED },
  });
  expect(answer.json).toMatchObject({ data: { cc: [A, B], tags: ['x', 'y'], followers: [jo.id] } });
});

test('a number as large as a caller likes does not keep the server busy', async () => {
  for (const [, ask] of WAYS) {
    expect(await ask([...NEW, ['cc[4000000000]', A], ['cc', B]])).toMatchObject({
      cc: expect.arrayContaining([B]),
    });
  }
});

test('a filter', async () => {
  await dataOf(jo.ask('POST', '/tickets/', { title: 'T', description: 'D', status_id: 'closed' }));
  const count = async (query: string) => {
    const { json } = await jo.ask('GET', `/tickets/?${query}`);
    return (json as unknown as { pagination: { total: number } }).pagination.total;
  };
  const [open, closed, both] = [
    await count('status_list=open'),
    await count('status_list=closed'),
    await count('status_list=closed&status_list=open'),
  ];
  expect(closed).toBe(1);
  expect(both).toBe(open + closed);
});
