import { useWorld } from '../support/world';

const world = useWorld();

test('lists every status in order with its count and colour', async () => {
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, status: 'On Hold' });
  await world.ticket();
  expect(await world.call('GetSupportStatuses')).toEqual({
    result: 'success',
    totalresults: 6,
    statuses: {
      status: [
        { title: 'Open', count: 1, color: '#779500' },
        { title: 'Answered', count: 0, color: '#000000' },
        { title: 'Customer-Reply', count: 0, color: '#ff6600' },
        { title: 'On Hold', count: 1, color: '#224488' },
        { title: 'In Progress', count: 0, color: '#cc0000' },
        { title: 'Closed', count: 0, color: '#888888' },
      ],
    },
  });
});

test('counts only the tickets of a department where one is named', async () => {
  const deptid = await world.department();
  await world.ticket({ deptid });
  const answer = await world.done('GetSupportStatuses', { deptid });
  expect(answer).toMatchObject({
    statuses: { status: expect.arrayContaining([expect.objectContaining({ title: 'Open', count: 1 })]) },
  });
});

test.each([['Parameter "deptid" must be a whole number', { deptid: 'support' }]])(
  'refuses: %s',
  async (message, params) => {
    expect(await world.call('GetSupportStatuses', params)).toEqual({ result: 'error', message });
  },
);
