import { readConfig } from '../../src/config';
import { defaultSettings } from '../../src/desk/settings';

test('settings without an environment variable start with our own defaults', () => {
  const { desk } = readConfig({});
  expect(defaultSettings(desk)).toEqual({
    ...desk,
    companyName: 'Hatchdesk',
    email: '',
    language: 'english',
    defaultCountry: 'US',
    activityLogDays: 0,
    unknownActionText: 'Command Not Found',
    unknownCustomFields: 'ignore',
    unknownPriority: 'ignore',
    unsupportedActionText: 'The WHMCS action "{action}" is not supported by Hatchdesk',
  });
});
