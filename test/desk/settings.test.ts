import { readConfig } from '../../src/config';
import { defaultSettings } from '../../src/desk/settings';

test('settings without an environment variable start with our own defaults', () => {
  const { desk } = readConfig({});
  expect(defaultSettings(desk)).toEqual({
    ...desk,
    companyName: 'Hatchdesk',
    language: 'english',
    defaultCountry: 'US',
    activityLogDays: 0,
    compareDays: 30,
    compareReads: 'off',
    compareShare: 100,
    eventDays: 30,
    mailAuthservId: '',
    mailPlusAddresses: 'on',
    mailToClosedTickets: 'reopen',
    mirror: 'off',
    portalColour: '',
    portalLogo: '',
    ...Object.fromEntries(
      ['Footer', 'Title', 'Welcome'].flatMap((name) =>
        ['', '.ar', '.de', '.en'].map((language) => [`portal${name}${language}`, '']),
      ),
    ),
    receivedMailDays: 30,
    ticketGuestConfirmation: 'off',
    ticketGuestOpening: 'on',
    ticketRatingEnabled: 'on',
    ticketSubjectTag: '[Ticket #N]',
    unknownActionText: 'Command Not Found',
    unknownCustomFields: 'ignore',
    unknownPriority: 'ignore',
    unsupportedActionText: 'The WHMCS action "{action}" is not supported by Hatchdesk',
    upstreamLookup: 'on',
  });
});
