import { type StaffBrowser, staffBrowser } from '../../support/staff-session';
import { useWorld } from '../../support/world';

const world = useWorld();
let jo: StaffBrowser;
let ids: { jo: number; sam: number };

beforeAll(async () => {
  ids = { jo: await world.admin('jo'), sam: await world.admin('sam', { departmentIds: [1] }) };
  jo = await staffBrowser(world, ids.jo);
});

const say = (browser: StaffBrowser, tickets: string, proof = browser.proof) =>
  world.send('/admin/presence', {
    method: 'POST',
    headers: browser.headers,
    body: new URLSearchParams({ proof, tickets }),
  });

const ask = async (browser: StaffBrowser, tickets: string) =>
  JSON.parse((await world.send(`/admin/presence?tickets=${tickets}`, { headers: browser.headers })).text);

test('notes what a browser says, and tells who is where', async () => {
  const [one, other] = [(await world.ticket()).id, (await world.ticket()).id];
  const noted = await say(jo, `${one}:typing,${other}:viewing,999999:viewing,nonsense,${one}:asleep`);
  expect([noted.status, noted.text]).toEqual([204, '']);
  const typing = { ticketid: one, adminid: ids.jo, name: 'Jo Admin', state: 'typing' };
  expect(await ask(jo, `${one},x,0,-1`)).toEqual([typing]);
  expect(await ask(jo, `${one},${other}`)).toEqual([typing, { ...typing, ticketid: other, state: 'viewing' }]);
  await say(jo, `${one}:away,${other}:away`);
  expect(await ask(jo, `${one},${other}`)).toEqual([]);
  expect(await ask(jo, '')).toEqual([]);
});

test('leaves aside tickets of other departments, and what the role does not list', async () => {
  const there = (await world.ticket({ deptid: await world.department() })).id;
  const sam = await staffBrowser(world, ids.sam);
  expect((await say(sam, `${there}:viewing`)).status).toBe(204);
  expect(await ask(jo, `${there}`)).toEqual([]);
  await say(jo, `${there}:viewing`);
  expect(await ask(sam, `${there}`)).toEqual([]);
  const kim = await staffBrowser(world, await world.admin('kim', { actions: ['getticket'] }));
  expect((await say(kim, `${there}:viewing`)).status).toBe(204);
  expect(await ask(kim, `${there}`)).toEqual([]);
  expect(await ask(jo, `${there}`)).toMatchObject([{ adminid: ids.jo }]);
});

test('refuses what does not come from a page of the session', async () => {
  const { id } = await world.ticket();
  const { proof } = await staffBrowser(world, ids.jo);
  expect((await say(jo, `${id}:viewing`, proof)).status).toBe(403);
  expect(await ask(jo, `${id}`)).toEqual([]);
});
