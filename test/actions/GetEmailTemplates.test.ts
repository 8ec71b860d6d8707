import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const namesOf = async (params: Record<string, unknown>) => {
  const { emailtemplates } = (await world.done('GetEmailTemplates', params)) as unknown as {
    emailtemplates: { emailtemplate: { name: string }[] };
  };
  return emailtemplates.emailtemplate.map(({ name }) => name);
};

test('lists the published templates of a new desk', async () => {
  const answer = await world.done('GetEmailTemplates', { type: 'General' });
  expectAnswer('GetEmailTemplates', answer);
  expect(answer).toMatchObject({
    totalresults: 1,
    emailtemplates: {
      emailtemplate: [{ name: 'Client Signup Email', type: 'general', language: '', disabled: false, custom: 0 }],
    },
  });
  expect(await namesOf({ type: 'user' })).toEqual([
    ...['Account Access Invitation', 'Password Reset Confirmation', 'Password Reset Validation', 'Sign-in Link'],
  ]);
  expect(await namesOf({ type: 'support' })).toEqual([
    ...['Clients Only Bounce Message', 'Closed Ticket Bounce Message', 'Replies Only Bounce Message'],
    ...['Support Ticket Auto Close Notification', 'Support Ticket Closed', 'Support Ticket Confirmation'],
    ...[
      'Support Ticket Feedback Request',
      'Support Ticket Files Left Out',
      'Support Ticket Opened',
      'Support Ticket Opened by Admin',
      'Support Ticket Reply',
    ],
  ]);
  expect(await namesOf({})).toHaveLength(22);
});

test('lists other languages on request', async () => {
  const { templateid } = await world.done('AddEmailTemplate', {
    ...{ type: 'general', name: 'Client Signup Email', language: 'French', subject: 'Bienvenue', message: 'Bonjour' },
  });
  expect(await namesOf({ type: 'general' })).toHaveLength(1);
  expect(await namesOf({ language: 'FRENCH' })).toEqual(['Client Signup Email']);
  expect(await world.done('GetEmailTemplates', { templateid })).toMatchObject({
    totalresults: 1,
    emailtemplates: { emailtemplate: [{ id: templateid, language: 'french', message: 'Bonjour', custom: 1 }] },
  });
});

test.each([{ type: 'nothing' }, { language: 'klingon' }, { templateid: 999_999 }])(
  '%j is an empty list',
  async (params) => {
    expect(await world.done('GetEmailTemplates', params)).toMatchObject({
      totalresults: 0,
      emailtemplates: { emailtemplate: [] },
    });
  },
);

testRefusals(world, 'GetEmailTemplates', []);
