import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.admin('jo'));

test('answers with what was begun, and when', async () => {
  const { id, tid } = await world.ticket();
  await world.done('SaveTicketDraft', { ticketid: id, message: 'Begun' }, 'jo');
  const answer = await world.call('GetTicketDraft', { ticketnum: tid }, 'jo');
  expectAnswer('GetTicketDraft', answer);
  const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
  expect(answer.drafts).toEqual({ draft: [{ kind: 'reply', message: 'Begun', date }] });
});

testRefusals(world, 'GetTicketDraft', [
  {
    message: 'Ticket ID not found',
    params: { ticketid: 999_999 },
    call: (action, params) => world.call(action, params, 'jo'),
  },
  { message: 'Only an administrator has drafts', params: async () => ({ ticketid: (await world.ticket()).id }) },
]);
