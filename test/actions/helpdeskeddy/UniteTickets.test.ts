import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { bytes, URLENCODED } from '../../support/requests';
import { useWorld } from '../../support/world';

const world = useWorld();

let jo: ApiUser;
let ann: ApiUser;
let master: number;
let gone: number;

const unite = (by: ApiUser, id: unknown, ticket_list: unknown) =>
  by.ask('POST', `/tickets/${id}/union/`, { ticket_list });

async function created(description = 'Text'): Promise<number> {
  const ticket = await dataOf(ann.ask('POST', '/tickets', { title: `About ${description}`, description }));
  return ticket.id as number;
}

const messagesOf = async (id: number) =>
  (await world.rows<{ body: string }>('select body from messages where ticket_id = $1 order by id', [id])).map(
    ({ body }) => body,
  );

beforeAll(async () => {
  [jo, ann] = [await staffUser(world, 'jo'), await clientUser(world)];
  [master, gone] = [await created(), await created()];
  await jo.ask('DELETE', `/tickets/${gone}`);
});

test('moves the messages of the others into the ticket, and answers it', async () => {
  const [one, two, three] = [await created('one'), await created('two'), await created('three')];
  await world.events();
  const answer = await unite(jo, two, [three, one, one]);
  expect(await dataOf(answer)).toMatchObject({ id: two, title: 'About two', user_id: ann.id });
  expect((await jo.ask('GET', `/tickets/${one}`)).text).toBe(answer.text);
  expect(await messagesOf(two)).toEqual(['one', 'two', 'three']);
  expect(await world.events()).toEqual(['TicketMerge']);
  const { json } = await jo.ask('GET', '/tickets/?search=about');
  expect(Object.keys(json!.data as object)).not.toContain(String(one));
});

test('takes ids as text, as a list with commas and in a form', async () => {
  const [one, two, three] = [await created(), await created(), await created()];
  expect((await unite(jo, one, `${two}`)).status).toBe(200);
  const headers = { ...jo.headers, 'Content-Type': URLENCODED };
  const sent = bytes(`ticket_list[]=${three}`, URLENCODED);
  expect((await world.send(`/api/v2/tickets/${one}/union`, { ...sent, headers })).status).toBe(200);
  expect(await messagesOf(one)).toHaveLength(3);
});

test('merges into a ticket named by the id of a merged one', async () => {
  const [one, two, three] = [await created(), await created(), await created()];
  await unite(jo, one, [two]);
  expect(await dataOf(unite(jo, two, [three]))).toMatchObject({ id: one });
});

test('two concurrent calls do not deadlock: one succeeds, the other finds nothing left to merge', async () => {
  const [one, two] = [await created(), await created()];
  const answers = await Promise.all([unite(jo, one, [two]), unite(jo, two, [one])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

const refusing = (message: string, ticket_list: () => unknown, because?: string) => ({
  message,
  ...(because !== undefined && { because }),
  request: () => unite(jo, master, ticket_list()),
});

testDoorRefusals(world, 'helpdeskeddy/UniteTickets', [
  { message: 'Ticket with id {999999} not found', status: 404, request: () => unite(jo, 999_999, [master]) },
  { message: 'Parameter "id" must be the id of a ticket', request: () => unite(jo, 'x', [master]) },
  refusing('Parameter "ticket_list" is required', () => undefined),
  refusing('Parameter "ticket_list" must have at least 1 entries', () => []),
  refusing('Parameter "ticket_list" must have at most 50 entries', () => Array.from({ length: 51 }, (_, at) => at + 1)),
  refusing('Parameter "ticket_list" must be a list', () => ({ a: 1 })),
  refusing('Parameter "ticket_list[1]" must be a whole number', () => [1, 'x']),
  refusing('Parameter "ticket_list" may not name the ticket itself', () => [master]),
  refusing('Parameter "ticket_list" must list ids of tickets; 999999 is none', () => [999_999]),
  {
    message: 'Parameter "ticket_list" must list ids of tickets; 2 is none',
    because: 'deleted',
    request: () => unite(jo, master, [gone]),
  },
  {
    message: 'Invalid Permissions: API action "helpdeskeddy/unitetickets" is not allowed',
    status: 403,
    request: () => unite(ann, master, [gone]),
  },
]);
