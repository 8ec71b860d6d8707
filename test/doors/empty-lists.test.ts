import { bytes } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const guest = { deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M' };
test.each([
  'clientid',
  'contactid',
  'serviceid',
  'created',
  'priority',
  'markdown',
  'noemail',
  'customfields',
  'attachments',
])('the list without members that PHP writes for an empty array is no %s', async (name) => {
  const asked = { ...world.credentials, action: 'OpenTicket', ...guest, [name]: [] };
  const { json, headers } = await world.send('/includes/api.php', bytes(JSON.stringify(asked), 'application/json'));
  expect(json).toMatchObject({ result: 'success' });
  expect(headers.get('x-hatchdesk-ignored')).toBeNull();
});

test.each([
  ['1.0', true],
  ['0.0', false],
])('a flag %s, as pandas writes it', async (markdown, isMarkdown) => {
  const { id } = await world.done('OpenTicket', { ...guest, message: '**M**', markdown, clientid: '0.0' });
  const shown = JSON.stringify(await world.done('GetTicketConversation', { ticketid: id }));
  expect(shown.includes('<strong>M</strong>')).toBe(isMarkdown);
});

test('what is required may not be an empty list', async () => {
  expect(await world.call('OpenTicket', { ...guest, subject: [] })).toMatchObject({ message: 'Subject is required' });
  expect(await world.call('OpenTicket', { ...guest, deptid: [] })).toMatchObject({
    message: 'Department ID not found',
  });
});
