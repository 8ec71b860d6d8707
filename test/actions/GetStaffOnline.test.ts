import { readNetworks } from '../../src/config/readers';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld((config) => {
  config.allowedNetworks = undefined;
  config.trustedProxies = readNetworks('127.0.0.0/8');
});
let jo: Credentials;
let sam: Credentials;

beforeAll(async () => {
  const ids = [await world.admin('jo'), await world.admin('sam'), await world.admin('idle')];
  jo = await world.credential(['*'], { admin: ids[0]! });
  sam = await world.credential(['*'], { admin: ids[1]! });
});

const at = (time: string) => new Date(`2027-01-31T${time}Z`);
/** Something that the log has an entry of. */
async function act(who: Credentials, time: string, from: string): Promise<void> {
  world.now = at(time);
  const answer = await world.post({ ...who, action: 'UpdateAdminNotes', notes: time }, { 'X-Forwarded-For': from });
  expect(answer.json).toMatchObject({ result: 'success' });
}
const online = async (time: string) => {
  world.now = at(time);
  return world.done('GetStaffOnline');
};

test('is empty at first', async () => {
  const answer = await online('07:00:00');
  expectAnswer('GetStaffOnline', answer);
  expect(answer).toEqual({ result: 'success', totalresults: 0, staffonline: { staff: [] } });
});

test('lists who was active lately, since when, and from which address', async () => {
  await act(jo, '08:00:00', '203.0.113.1');
  await act(jo, '08:30:00', '203.0.113.2');
  await act(jo, '08:44:00', '203.0.113.3');
  await act(sam, '08:46:00', '2001:db8::5');
  await act(jo, '08:59:00', '203.0.113.4');
  const answer = await online('09:00:00');
  expectAnswer('GetStaffOnline', answer);
  const [later, earlier] = [
    {
      adminusername: 'jo',
      logintime: '2027-01-31 08:30:00',
      ipaddress: '203.0.113.4',
      lastvisit: '2027-01-31 08:59:00',
    },
    {
      adminusername: 'sam',
      logintime: '2027-01-31 08:46:00',
      ipaddress: '2001:db8::5',
      lastvisit: '2027-01-31 08:46:00',
    },
  ];
  expect(answer).toEqual({ result: 'success', totalresults: 2, staffonline: { staff: [later, earlier] } });
  expect(await online('09:01:00')).toEqual({ result: 'success', totalresults: 1, staffonline: { staff: [later] } });
  expect(await online('09:14:00')).toMatchObject({ totalresults: 0 });
});

testRefusals(world, 'GetStaffOnline', []);
