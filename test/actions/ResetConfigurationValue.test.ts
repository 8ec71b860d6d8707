import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const strange = useWorld((config) => {
  config.desk = { ...config.desk, defaultPriority: 'Urgent' };
});

test('resets a setting, for the next call', async () => {
  await world.done('SetConfigurationValue', { setting: 'TicketMask', value: 'HD%n%n%n' });
  const answer = await world.done('ResetConfigurationValue', { setting: 'ticketmask' });
  expectAnswer('ResetConfigurationValue', answer);
  expect(answer).toEqual({ result: 'success', setting: 'TicketMask', value: '%n%n%n%n%n%n' });
  expect(await world.logged()).toMatchObject({
    description: 'ResetConfigurationValue: TicketMask',
    changes: { TicketMask: ['HD%n%n%n', '%n%n%n%n%n%n'] },
  });
  expect(await world.rows('select 1 from settings')).toEqual([]);
  expect((await world.ticket()).tid).toMatch(/^\d{6}$/);
});

test('does nothing to a setting that has its default', async () => {
  const answer = await world.done('ResetConfigurationValue', { setting: 'DefaultCountry' });
  expect(answer).toMatchObject({ value: 'US' });
  expect(await world.logged()).toMatchObject({ changes: null });
});

testRefusals(world, 'ResetConfigurationValue', [
  { message: 'Parameter setting is required', params: {} },
  { message: 'Invalid name for parameter setting', params: { setting: 'Nonsense' } },
  {
    message: 'Invalid default of TicketDefaultPriority: must be one of Low, Medium, High',
    params: { setting: 'TicketDefaultPriority' },
    world: strange,
  },
]);
