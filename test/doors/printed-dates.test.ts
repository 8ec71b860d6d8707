import { bytes, encode, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

test.each([
  'Mon Jan 05 2026 12:00:00 GMT+0100 (Central European Standard Time)',
  '/Date(1767610800000)/',
  '2026-01-05 12:00:00 +0100',
  '2026-01-05 12:00:00 +01:00',
  '2026-01-05 12:00:00  01:00',
  '2026-01-05T12:00:00+01:00[Europe/Rome]',
  '20260105T110000Z',
])('a ticket of %s has its date', async (created) => {
  const fields = {
    action: 'OpenTicket',
    deptid: '1',
    name: 'Ann',
    email: 'ann@example.com',
    subject: 'S',
    message: 'M',
  };
  const body = encode({ ...world.credentials, responsetype: 'json', ...fields, created });
  const { json } = await world.send('/includes/api.php', bytes(body, URLENCODED));
  const { id } = json as { id: number };
  const sameTime = await world.done('OpenTicket', { ...fields, created: '2026-01-05T11:00:00Z' });
  const { date } = await world.done('GetTicket', { ticketid: sameTime.id });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ date });
});
