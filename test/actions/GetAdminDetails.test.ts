import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.timeZone = 'Europe/Rome';
});
const WHMCS = { version: '9.0.0', canonicalversion: '9.0.0-release.1' };

beforeAll(async () => {
  world.now = new Date('2027-01-31T08:00:00Z');
  await world.department();
});

test('describes the calling administrator', async () => {
  const { roleid } = await world.done('AddRole', { name: 'Staff', actions: 'GetTickets,GetAdminDetails' });
  const jo = {
    adminusername: 'jo',
    firstname: 'Jo',
    lastname: 'Doe',
    notes: 'Mine',
    signature: 'Yours',
    departments: '2',
  };
  const { adminid } = await world.done('AddAdmin', jo);
  const { identifier, secret } = await world.done('AddCredential', { roles: roleid, admin: 'jo', idformat: 'string' });
  const call = { action: 'GetAdminDetails', identifier: String(identifier), secret: String(secret) };
  const { json } = await world.post(call);
  expect(json).toEqual({
    result: 'success',
    adminid: String(adminid),
    name: 'Jo Doe',
    notes: 'Mine',
    signature: 'Yours',
    allowedpermissions: 'getadmindetails,gettickets',
    departments: '2',
    requesttime: '2027-01-31 09:00:00',
    whmcs: WHMCS,
  });
});

test('describes a program without an administrator', async () => {
  const { json } = await world.post({ action: 'GetAdminDetails' });
  expectAnswer('GetAdminDetails', json);
  expect(json).toEqual({
    result: 'success',
    adminid: 0,
    name: world.credentials.identifier,
    notes: '',
    signature: '',
    allowedpermissions: '*',
    departments: '1,2',
    requesttime: '2027-01-31 09:00:00',
    whmcs: WHMCS,
  });
});

testRefusals(world, 'GetAdminDetails', []);
