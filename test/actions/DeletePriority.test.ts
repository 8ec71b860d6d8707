import { expectAnswer } from '../support/answers';
import { someoneWaits } from '../support/eventually';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a priority that no ticket has', async () => {
  const answer = await world.done('DeletePriority', { priorityid: 3 });
  expectAnswer('DeletePriority', answer);
  expect(await world.rows('select 1 from priorities where id = 3')).toEqual([]);
  expect((await world.logged())?.changes).toEqual({ name: ['High', null] });
});

testRefusals(world, 'DeletePriority', [
  { message: 'Priority ID Not Found', params: {} },
  { message: 'Priority ID Not Found', because: 'unknown id', params: { priorityid: 999_999 } },
  {
    message: 'The default priority cannot be deleted',
    because: 'it is set',
    params: async () => {
      const { priorityid } = await world.done('AddPriority', { name: 'Usual' });
      await world.done('SetConfigurationValue', { setting: 'TicketDefaultPriority', value: 'Usual' });
      return { priorityid: String(priorityid) };
    },
  },
  // Overriding the default with the setting does not make the original one deletable.
  { message: 'The default priority cannot be deleted', params: { priorityid: 2 } },
  {
    message: 'The priority is in use',
    params: async () => {
      const { id } = await world.ticket({ priority: 'Low' });
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { priorityid: 1 };
    },
  },
]);

test('of two concurrent calls, one deletes a priority or the other makes it the default', async () => {
  for (let round = 0; round < 5; round++) {
    const { priorityid } = await world.done('AddPriority', { name: 'Fleeting' });
    const [deleted, set] = await Promise.all([
      world.call('DeletePriority', { priorityid }),
      world.call('SetConfigurationValue', { setting: 'TicketDefaultPriority', value: 'Fleeting' }),
    ]);
    expect([deleted.result, set.result].sort()).toEqual(['error', 'success']);
    await world.done('ResetConfigurationValue', { setting: 'TicketDefaultPriority' });
    await world.change(`delete from priorities where name = 'Fleeting'`);
  }
});

test('a new setting waits for a concurrent deletion of what it names, or is seen by it', async () => {
  const { priorityid } = await world.done('AddPriority', { name: 'Fleeting' });
  let deleting: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`select 1 from priorities where name = 'Fleeting' for share`);
    await db.query(`insert into settings (name, value) values ('TicketDefaultPriority', '"Fleeting"')`);
    deleting = world.call('DeletePriority', { priorityid });
    await someoneWaits(world);
  });
  expect(await deleting).toEqual({ result: 'error', message: 'The default priority cannot be deleted' });
});
