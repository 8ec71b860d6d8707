import { ask, asProgram } from '../support/doors';
import { dataOf as eddyData, staffUser } from '../support/helpdeskeddy';
import { dataOf, openTicket } from '../support/socialboards';
import { useWorld } from '../support/world';

const world = useWorld();

let headers: Record<string, string>;
let jo: Awaited<ReturnType<typeof staffUser>>;

beforeAll(async () => {
  headers = await asProgram(world);
  jo = await staffUser(world, 'jo');
});

/** Opens a ticket with other tags first, so that the tags of a change are partly there already. */
const opened = () => openTicket(world, headers, { tags: ['amber', 'Zebra', 'old'] });

const eddyTicket = { title: 'T', description: 'D', user_email: 'tags@example.com' };

/** Gives a ticket these tags. @returns its id. */
type Writer = (tags: string[]) => Promise<number>;

const WRITERS: [string, Writer][] = [
  ['Socialboards, creating', (tags) => openTicket(world, headers, { tags })],
  ...['PUT', 'PATCH'].map((method): [string, Writer] => [
    `Socialboards, ${method}`,
    async (tags) => {
      const id = await opened();
      expect(dataOf(await ask(world, headers, method, `/tickets/${id}/tags`, { tags }))).toMatchObject({ tags });
      return id;
    },
  ]),
  [
    'HelpDeskEddy, creating',
    async (tags) => Number((await eddyData(jo.ask('POST', '/tickets', { ...eddyTicket, tags }))).id),
  ],
  [
    'HelpDeskEddy, changing',
    async (tags) => {
      const id = await opened();
      await eddyData(jo.ask('PUT', `/tickets/${id}`, { tags }));
      return id;
    },
  ],
];

const ORDERS = [
  ['Zebra', 'amber'],
  ['amber', 'Zebra'],
  ['10', '9', 'b', 'a'],
  ['new', 'old', 'amber', 'Zebra', '1'],
];

describe.each(WRITERS)('%s', (_writer, write) => {
  test.each(ORDERS.map((tags) => [tags]))('keeps the tags in the order %j, at every door', async (tags) => {
    const id = await write(tags);
    expect(dataOf(await ask(world, headers, 'GET', `/tickets/${id}`))).toMatchObject({ tags });
    const listed = await ask(world, headers, 'POST', '/tickets/list', { ticketIds: [id] });
    expect(dataOf(listed)).toMatchObject([{ tags }]);
    expect(await eddyData(jo.ask('GET', `/tickets/${id}`))).toMatchObject({ tags });
    expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ tags: { tag: tags } });
  });
});

const APIS = WRITERS.filter(([name]) => !/PUT|PATCH/.test(name));

test.each(APIS)('%s: a tag sent twice stands where it came first', async (_writer, write) => {
  const id = await write(['Zebra', 'amber', 'mid', 'zebra', 'b']);
  const { tags } = dataOf<{ tags: string[] }>(await ask(world, headers, 'GET', `/tickets/${id}`));
  expect(tags).toEqual(['Zebra', 'amber', 'mid', 'b']);
});

test('names that are one tag to the database are one tag', async () => {
  const id = await openTicket(world, headers, { tags: ['b', '\u0130', 'i\u0307', 'a'] });
  const { tags } = dataOf<{ tags: string[] }>(await ask(world, headers, 'GET', `/tickets/${id}`));
  expect([tags[0], tags.at(-1)]).toEqual(['b', 'a']);
});

test('tags of tickets from before the order was kept are in alphabetical order', async () => {
  const id = await openTicket(world, headers, { tags: ['b', 'C', 'a'] });
  await world.change('update ticket_tags set position = 0 where ticket_id = $1', [id]);
  expect(dataOf(await ask(world, headers, 'GET', `/tickets/${id}`))).toMatchObject({ tags: ['a', 'b', 'C'] });
});
