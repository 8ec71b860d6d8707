import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all settings, with value and default', async () => {
  await world.done('SetConfigurationValue', { setting: 'DefaultCountry', value: 'IT' });
  const answer = await world.done('GetConfigurationValues');
  expectAnswer('GetConfigurationValues', answer);
  const settings = itemsOf(answer);
  expect(answer.totalresults).toBe(settings.length);
  expect(settings.map(({ setting }) => setting)).toEqual([...settings.map(({ setting }) => setting)].sort());
  expect(settings).toContainEqual({
    setting: 'DefaultCountry',
    value: 'IT',
    default: 'US',
    description: 'The country of clients that do not name one',
  });
  expect(settings).toContainEqual(
    expect.objectContaining({ setting: 'TicketMask', value: '%n%n%n%n%n%n', default: '%n%n%n%n%n%n' }),
  );
  for (const { setting } of settings) {
    expect(await world.done('GetConfigurationValue', { setting })).toMatchObject({ setting });
  }
});

test('finds one by its name', async () => {
  expect(itemsOf(await world.done('GetConfigurationValues', { setting: 'email' }))).toMatchObject([
    { setting: 'Email' },
  ]);
  expect(itemsOf(await world.done('GetConfigurationValues', { setting: 'Nonsense' }))).toEqual([]);
});

testRefusals(world, 'GetConfigurationValues', []);
