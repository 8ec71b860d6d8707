import { useWorld } from '../support/world';

const world = useWorld();

/** What is delivered has the text of the ticket, so it concerns who may read the ticket. */
test('whoever works in some departments deals with deliveries of their tickets only', async () => {
  const other = await world.department({ name: 'Other' });
  const admin = await world.admin('own', { departmentIds: [1] });
  const limited = await world.credential(['*'], { admin: Number(admin) });
  const call = async (action: string, params: Record<string, string> = {}) =>
    (await world.post({ ...limited, action, ...params, responsetype: 'json' })).json as Record<string, unknown>;
  const deliveryOf = async (deptid: number) => {
    const guest = { name: 'A', email: 'a@example.com', subject: 'S', message: 'M' };
    const { id } = await world.done('OpenTicket', { ...guest, deptid });
    const [row] = await world.change<{ id: number }>(
      `insert into deliveries (listener, event, ticket_id, state, due_at, request, created_at)
       values ('somebody', 'TicketOpen', $1, 'dead', now(), 'words', now()) returning id`,
      [id],
    );
    return String(row?.id);
  };
  const [own, foreign] = [await deliveryOf(1), await deliveryOf(other)];

  expect(await call('GetDelivery', { deliveryid: own })).toMatchObject({ result: 'success', request: 'words' });
  for (const action of ['GetDelivery', 'RetryDelivery']) {
    expect(await call(action, { deliveryid: foreign })).toEqual({
      result: 'error',
      message: 'Delivery ID Not Found',
    });
  }
  expect(await call('GetDeliveries', { listener: 'somebody' })).toMatchObject({ totalresults: 1 });
  expect(await call('PurgeDeliveries', { state: 'dead' })).toMatchObject({ purged: 1 });
  expect(await world.rows(`select id from deliveries where listener = 'somebody'`)).toEqual([{ id: Number(foreign) }]);
});
