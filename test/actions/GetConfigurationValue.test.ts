import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test.each([
  ['TicketMask', 'TicketMask', '%n%n%n%n%n%n'],
  ['ticketMASK', 'TicketMask', '%n%n%n%n%n%n'],
  ['ActivityLogDays', 'ActivityLogDays', '0'],
  ['TicketDefaultDepartment', 'TicketDefaultDepartment', ''],
  ['TicketAllowedFileTypes', 'TicketAllowedFileTypes', expect.stringMatching(/^\.jpg,\.jpeg,(\.\w+,)+\.webm$/)],
])('gives the default of %s', async (name, setting, value) => {
  const answer = await world.done('GetConfigurationValue', { setting: name });
  expectAnswer('GetConfigurationValue', answer);
  expect(answer).toEqual({ result: 'success', setting, value });
});

test.each([
  ['TicketMask', '%A%n'],
  ['ActivityLogDays', '30'],
  ['TicketAllowedFileTypes', '.txt,.pdf'],
  ['CompanyName', 'Bücher & <Co>'],
])('gives %s as it was set', async (setting, value) => {
  await world.done('SetConfigurationValue', { setting, value });
  expect(await world.done('GetConfigurationValue', { setting })).toEqual({ result: 'success', setting, value });
});

testRefusals(world, 'GetConfigurationValue', [
  { message: 'Parameter setting is required', params: {} },
  { message: 'Parameter setting is required', because: 'a list', params: { setting: ['TicketMask'] } },
  { message: 'Invalid name for parameter setting', params: { setting: 'License' } },
  {
    message: 'Invalid name for parameter setting',
    because: 'a name of JavaScript',
    params: { setting: 'constructor' },
  },
]);
