import { expectAnswer } from '../../support/answers';
import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();

let jo: ApiUser;
let ann: ApiUser;
let bob: ApiUser;

const NEW = { title: 'Title', description: 'Text' };

const get = (by: ApiUser, id: unknown) => by.ask('GET', `/tickets/${id}/`);
const shown = (by: ApiUser, id: unknown) => dataOf(get(by, id));
const created = async (by: ApiUser, body: Record<string, unknown> = {}) =>
  (await dataOf(by.ask('POST', '/tickets', { ...NEW, ...body }))).id as number;

/** The answers for both, without their ids. */
async function bothRefused(by: ApiUser, one: number, other: number) {
  const [first, second] = [await get(by, one), await get(by, other)];
  expect([first.status, second.status]).toEqual([404, 404]);
  expect(first.text.replaceAll(String(one), '#')).toBe(second.text.replaceAll(String(other), '#'));
}

beforeAll(async () => {
  [jo, ann, bob] = [await staffUser(world, 'jo'), await clientUser(world), await clientUser(world, 'Bob Ray')];
});

test('answers the ticket as its creation did', async () => {
  const answer = await jo.ask('POST', '/tickets', {
    ...NEW,
    user_id: ann.id,
    tags: ['a'],
    sla_date: '31.01.2027 09:00',
  });
  expect((await get(jo, (answer.json!.data as { id: number }).id)).text).toBe(answer.text);
});

test('accepts a slash at the end, and any letter case', async () => {
  const id = await created(ann);
  for (const path of [`/tickets/${id}`, `/tickets/${id}/`, `/Tickets/${id}`])
    expect(await dataOf(ann.ask('GET', path))).toMatchObject({ id });
});

test('shows tickets of the other APIs, with a name and no id for a guest', async () => {
  const { id } = await world.ticket({ name: 'Gus Grey', email: 'gus@example.com' });
  const answer = await get(jo, id);
  expectAnswer('helpdeskeddy/GetTicket', {
    ...answer.json,
    data: { ...(answer.json!.data as object), freeze_date: '' },
  });
  expect(answer.json).toMatchObject({
    data: { user_id: 0, user_name: 'Gus Grey', user_lastname: '', source: 'system' },
  });
});

test("shows the name and the address of the client's contact or user who wrote", async () => {
  const { clientId } = await world.client('Owen Own');
  const contactid = await world.contact(clientId);
  await world.done('UpdateContact', { contactid, firstname: 'Con', lastname: 'Tact', email: 'con@example.com' });
  const { id } = await world.ticket({ clientid: clientId, contactid });
  const contact = { user_id: clientId, user_name: 'Con', user_lastname: 'Tact', user_email: 'con@example.com' };
  expect(await shown(jo, id)).toMatchObject(contact);
  expect((await dataOf(jo.ask('GET', `/tickets/?user_id=${clientId}`)))[id]).toMatchObject(contact);

  await world.done('DeleteContact', { contactid });
  expect(await shown(jo, id)).toMatchObject({ user_id: clientId, user_name: 'Owen', user_lastname: 'Own' });
});

test("shows the company's name for a company without a person", async () => {
  const { clientId } = await world.client('Some Body');
  await world.change(`update clients set first_name = '', last_name = '', company = 'ACME' where id = $1`, [clientId]);
  const id = await created(jo, { user_id: clientId });
  expect(await shown(jo, id)).toMatchObject({ user_id: clientId, user_name: 'ACME', user_lastname: '' });
});

test('shows the id of a status or priority that has no name in this API', async () => {
  await world.change(`insert into statuses (id, title) values (77, 'Parked')`);
  await world.change(`insert into priorities (id, name) values (78, 'Whenever')`);
  const id = await created(jo, { user_id: ann.id, status_id: 77, priority_id: 78 });
  expect(await shown(jo, id)).toMatchObject({ status_id: '77', priority_id: 78 });
});

test('shows a ticket as frozen until its time', async () => {
  const id = await created(ann);
  const until = new Date(Math.ceil(world.now.getTime() / 60_000) * 60_000 + 60_000);
  await world.change('update tickets set frozen_until = $2 where id = $1', [id, until]);
  const [day, time] = until.toISOString().slice(0, 16).split('T');
  const freeze_date = `${day!.split('-').reverse().join('.')} ${time}`;
  expect(await shown(jo, id)).toMatchObject({ freeze_date, freeze: 1 });
  const before = world.now;
  world.now = until;
  const later = await shown(jo, id).finally(() => {
    world.now = before;
  });
  expect(later).toMatchObject({ freeze_date, freeze: 0 });
});

test('only staff see a deleted ticket', async () => {
  const id = await created(ann);
  await jo.ask('DELETE', `/tickets/${id}`);
  expect(await shown(jo, id)).toMatchObject({ id, deleted: 1 });
  await bothRefused(ann, id, 999_999);
});

test('answers a merged ticket with its target', async () => {
  const [one, two, foreign] = [await created(ann), await created(ann), await created(bob)];
  await jo.ask('POST', `/tickets/${one}/union/`, { ticket_list: [two] });
  expect(await shown(ann, two)).toMatchObject({ id: one });
  await jo.ask('POST', `/tickets/${foreign}/union/`, { ticket_list: [one] });
  expect(await shown(jo, two)).toMatchObject({ id: foreign });
  await bothRefused(ann, two, 999_999);
});

test("answers another client's ticket like a missing one", async () => {
  await bothRefused(ann, await created(bob), 999_999);
});

test('a client does not see a parent of another client', async () => {
  const parent = await created(bob);
  const id = await created(jo, { user_id: ann.id, pid: parent });
  expect(await shown(jo, id)).toMatchObject({ pid: parent });
  expect(await shown(ann, id)).toMatchObject({ pid: 0 });
  const own = await created(ann, { pid: id });
  expect(await shown(ann, own)).toMatchObject({ pid: id });
  await jo.ask('DELETE', `/tickets/${id}`);
  expect(await shown(ann, own)).toMatchObject({ pid: 0 });
});

test('shows fields for staff and blind copies to staff only', async () => {
  const field = await world.customField({ name: 'Secret', type: 'text', staffOnly: true });
  const id = await created(jo, { user_id: ann.id, custom_fields: { [field]: 'x' }, bcc: ['b@example.com'] });
  const custom_fields = [{ id: field, field_type: 'text', field_value: 'x' }];
  expect(await shown(jo, id)).toMatchObject({ custom_fields, bcc: ['b@example.com'] });
  expect(await shown(ann, id)).toMatchObject({ custom_fields: [], bcc: [] });
});

test('shows the addresses of the client and, to staff, of the assignee', async () => {
  const id = await created(jo, { user_id: ann.id, owner_id: jo.id });
  expect(await shown(jo, id)).toMatchObject({ user_email: ann.email, owner_email: jo.email });
  expect(await shown(ann, id)).toMatchObject({ user_email: ann.email, owner_email: '' });
  const guests = (await world.ticket({ name: 'Guest', email: 'guest@example.com' })).id;
  expect(await shown(jo, guests)).toMatchObject({ user_email: 'guest@example.com', owner_email: '' });
});

test('staff see only the tickets of their departments', async () => {
  const billing = await world.department({ name: 'Billing' });
  const lee = await staffUser(world, 'lee', { departmentIds: [billing] });
  expect(await shown(lee, await created(ann, { department_id: billing }))).toMatchObject({ department_id: billing });
  await bothRefused(lee, await created(ann), 999_999);
});

testDoorRefusals(world, 'helpdeskeddy/GetTicket', [
  { message: 'Ticket with id {999999} not found', status: 404, request: () => get(jo, 999_999) },
  ...['abc', '0', '-1', '1.5', '1e3', '99999999999999999999', '%00', '1%20or%201=1'].map((id) => ({
    message: 'Parameter "id" must be the id of a ticket',
    because: id,
    request: () => get(jo, id),
  })),
]);
