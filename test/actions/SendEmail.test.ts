import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.publicUrl = 'https://help.example.com';
});

beforeAll(() => world.done('SetConfigurationValue', { setting: 'CompanyName', value: 'Tea & Co' }));

const mail = async (id: unknown) => (await world.rows('select * from emails where id = $1', [id]))[0];
const emailOf = async (clientId: number) =>
  (await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]))[0]!.email;
const custom = (customtype: string, custommessage: string, id: unknown) => ({
  ...{ customtype, custommessage, customsubject: 'About {$company_name}', id },
});

test('queues a template for a client, and reports it', async () => {
  const { clientId } = await world.client('Ann <i>Lee</i>');
  await world.events();
  const answer = await world.done('SendEmail', { messagename: 'client signup email', id: clientId });
  expectAnswer('SendEmail', answer);
  expect(await mail(answer.emailid)).toMatchObject({
    ...{ client_id: clientId, user_id: null, ticket_id: null, status: 'waiting', cc: [], created_at: world.now },
    recipients: [{ name: 'Ann <i>Lee</i>', address: await emailOf(clientId) }],
    subject: 'Welcome to Tea & Co',
    body: '<p>Hello Ann &lt;i&gt;Lee&lt;/i&gt;,</p>\n<p>Your account is ready for you.</p>\n<p>Tea &amp; Co</p>',
  });
  expect(await world.events()).toEqual(['EmailPreSend']);
  expect(await world.logged()).toMatchObject({
    clientId,
    description: `SendEmail: id ${clientId}, emailid ${answer.emailid}`,
  });
  expect(await world.done('GetEmails', { clientid: clientId })).toMatchObject({ totalresults: 1 });
});

test('writes to the client of a service or domain', async () => {
  const { clientId } = await world.client();
  const address = await emailOf(clientId);
  for (const [type, id, message, filled] of [
    ['product', await world.service(clientId), '{$service_product_name} of {$client_first_name}', 'Hosting of Ann'],
    ['domain', await world.domain(clientId), '{$domain_name} is {$domain_status}', 'example.com is Active'],
  ] as const) {
    const { emailid } = await world.done('SendEmail', custom(type, message, id));
    expect(await mail(emailid)).toMatchObject({
      ...{ client_id: clientId, body: filled, subject: 'About Tea & Co', recipients: [{ address }], template_id: null },
    });
  }
});

test('e-mail to a user is in no client’s list', async () => {
  const { userId } = await world.client();
  const { emailid } = await world.done('SendEmail', custom('user', '{$user_name} {$user_id}', userId));
  expect(await mail(emailid)).toMatchObject({ client_id: null, user_id: userId, body: `Ann Lee ${userId}` });
  expect(await world.logged()).toMatchObject({ userId });
});

test('the requester of a ticket and its copy recipients get the e-mail', async () => {
  const { id, tid, c } = await world.ticket({ subject: 'Tea {$client_name}', message: '1 < 2\n{$ticket_id}' });
  await world.done('UpdateTicket', { ticketid: id, cc: 'cc@example.com' });
  const message = '#{$ticket_id} {$ticket_subject} {$client_name}{$client_id} {$ticket_message} {$ticket_url}';
  const { emailid } = await world.done('SendEmail', custom('support', message, id));
  const url = `https://help.example.com/viewticket.php?tid=${tid}&amp;c=${c}`;
  expect(await mail(emailid)).toMatchObject({
    ...{ client_id: null, ticket_id: id, cc: ['cc@example.com'] },
    recipients: [{ name: 'Guest', address: 'guest@example.com' }],
    body: `#${tid} Tea {$client_name} Guest 1 &lt; 2<br />{$ticket_id} ${url}`,
  });
});

test('words of WHMCS with a loop, a comparison and a link are filled in', async () => {
  const { id, tid, c } = await world.ticket({ subject: 'A subject that goes on and on' });
  const message =
    '{$ticket_link}|{$ticket_subject|truncate:12}|{$smarty.now|date_format:"%Y"}|' +
    '{if $count > 1}{foreach from=$lines item=line}<li>{$line}</li>{/foreach}{/if}';
  const customvars = Buffer.from(JSON.stringify({ count: 2, lines: ['a & b', 'c'] })).toString('base64');
  const { emailid } = await world.done('SendEmail', { ...custom('support', message, id), customvars });
  const url = `https://help.example.com/viewticket.php?tid=${tid}&amp;c=${c}`;
  const year = world.now.getUTCFullYear();
  expect((await mail(emailid))?.body).toBe(
    `<a href="${url}">${url}</a>|A subject...|${year}|<li>a &amp; b</li><li>c</li>`,
  );
});

test('e-mail about a ticket of a contact goes to the contact, with the last message', async () => {
  const { clientId } = await world.client();
  const contactid = await world.contact(clientId);
  const { id, tid, c } = await world.ticket({ clientid: clientId, contactid, message: 'first' });
  await world.done('AddTicketReply', { ticketid: id, message: 'second', adminusername: 'Jo' });
  await world.done('AddTicketNote', { ticketid: id, message: 'a note' });
  const { emailid } = await world.done('SendEmail', { messagename: 'Support Ticket Reply', id });
  const link = `https://help.example.com/viewticket.php?tid=${tid}&amp;c=${c}`;
  expect(await mail(emailid)).toMatchObject({
    ...{ client_id: clientId, recipients: [{ name: 'Con Tact', address: 'con.tact@example.com' }] },
    body: `<p>Hello Con Tact,</p>\n<p>second</p>\n<p>All messages and files: <a href="${link}">${link}</a></p>\n<p>Tea &amp; Co</p>`,
  });
});

const VARS = { day: 'Monday', client_name: 'You', order: { total: '9.50' } };

test.each<[string, unknown]>([
  ['values in process', VARS],
  ['JSON', JSON.stringify(VARS)],
  ['base64 of JSON', Buffer.from(JSON.stringify(VARS)).toString('base64')],
  [
    'base64 of PHP',
    Buffer.from(
      'a:3:{s:3:"day";s:6:"Monday";s:11:"client_name";s:3:"You";s:5:"order";a:1:{s:5:"total";s:4:"9.50";}}',
    ).toString('base64'),
  ],
])('takes more merge fields as %s', async (_what, customvars) => {
  const { clientId } = await world.client();
  const message = '{$day} {$client_name} {$order.total} {$nothing}.';
  const { emailid } = await world.done('SendEmail', { ...custom('general', message, clientId), customvars });
  expect(await mail(emailid)).toMatchObject({ body: 'Monday You 9.50 .' });
});

test('understands conditions, which values cannot write', async () => {
  const { clientId } = await world.client();
  const message = '{if $plan == "pro"}Pro {$day|upper}{else}Free{/if} {$x}';
  const params = {
    ...custom('general', message, clientId),
    customvars: { plan: 'pro', day: 'mon', x: '{if $day}y{/if}' },
  };
  const { emailid } = await world.done('SendEmail', params);
  expect(await mail(emailid)).toMatchObject({ body: 'Pro MON {if $day}y{/if}' });
});

test('a subject cannot inject a header', async () => {
  const { clientId } = await world.client();
  const params = { ...custom('general', 'x', clientId), customsubject: 'a\r\nBcc: {$x}', customvars: { x: 'b\nc' } };
  const { emailid } = await world.done('SendEmail', params);
  expect(await mail(emailid)).toMatchObject({ subject: 'a Bcc: b c' });
});

test.each([
  ['german', 'Willkommen'],
  ['French', 'Welcome to Tea & Co'],
  ['', 'Welcome to Tea & Co'],
])('writes to a client with the language "%s" with the subject "%s"', async (language, subject) => {
  const { clientId } = await world.client();
  await world.change('update clients set language = $2 where id = $1', [clientId, language]);
  await world.call('AddEmailTemplate', {
    ...{ type: 'general', name: 'Client Signup Email', language: 'german', subject: 'Willkommen', message: 'Hallo' },
  });
  const { emailid } = await world.done('SendEmail', { messagename: 'Client Signup Email', id: clientId });
  expect(await mail(emailid)).toMatchObject({ subject });
});

const words = { customsubject: 'Subject', custommessage: 'Message' };
const NEITHER = 'You must provide either an existing email template name or a custom message type';
const FAILED = 'Sending Failed. Please see documentation.';

testRefusals(world, 'SendEmail', [
  { message: NEITHER, params: {} },
  { message: NEITHER, because: 'words without a type', params: { ...words, id: 1, customvars: '!' } },
  { message: 'Invalid message type provided', params: { customtype: 'admin' } },
  { message: 'A subject is required for a custom message', params: { customtype: 'general', customvars: '!' } },
  {
    message: 'A message body is required for a custom message',
    params: { customtype: 'general', customsubject: 'A', custommessage: ' ', customvars: '!' },
  },
  { message: 'The custom variables you provided are invalid.', params: { messagename: 'x', customvars: '!' } },
  {
    message: 'The custom variables you provided are invalid.',
    because: 'too deep',
    params: { ...words, customtype: 'general', customvars: { a: { b: { c: '1' } } } },
  },
  { message: 'A related ID is required', params: { messagename: 'x' } },
  { message: 'A related ID is required', because: 'no number', params: { messagename: 'x', id: 'x' } },
  { message: 'Email Template not found', params: { messagename: 'x', id: 1 } },
  {
    message: 'Email Template not found',
    because: 'for staff',
    params: { messagename: 'New Support Ticket Opened', id: 1 },
  },
  {
    message: 'Email Template is disabled',
    params: async () => {
      await world.change(`update email_templates set disabled = true where name = 'Support Ticket Feedback Request'`);
      return { messagename: 'Support Ticket Feedback Request', id: 999_999 };
    },
  },
  { message: FAILED, params: { messagename: 'Client Signup Email', id: 999_999 } },
  { message: FAILED, because: 'no such ticket', params: { ...words, customtype: 'support', id: 999_999 } },
  { message: FAILED, because: 'no such service', params: { ...words, customtype: 'product', id: 999_999 } },
  { message: FAILED, because: 'no such domain', params: { ...words, customtype: 'domain', id: 999_999 } },
  { message: FAILED, because: 'no such user', params: { ...words, customtype: 'user', id: 999_999 } },
  {
    message: FAILED,
    because: 'an invoice, not a client',
    params: async () => ({ ...words, customtype: 'invoice', id: (await world.client()).clientId }),
  },
  {
    message: FAILED,
    because: 'the link would be missing',
    params: async () => ({ messagename: 'Password Reset Validation', id: (await world.client()).userId }),
  },
  {
    message: FAILED,
    because: 'nothing left to say',
    params: async () => custom('general', '{$nothing} ', (await world.client()).clientId),
  },
  {
    message: FAILED,
    because: 'mail of that kind is not wanted',
    params: async () => {
      const { clientId } = await world.client();
      await world.change(`update clients set email_preferences = '{"product": false}' where id = $1`, [clientId]);
      return { ...words, customtype: 'product', id: await world.service(clientId) };
    },
  },
  {
    message: FAILED,
    because: 'an invalid address',
    params: async () => {
      const { clientId } = await world.client();
      await world.change(`update clients set email = 'a@example.com\nBcc: b@example.com' where id = $1`, [clientId]);
      return { messagename: 'Client Signup Email', id: clientId };
    },
  },
  {
    message: FAILED,
    because: 'a part of Smarty would be in the mail',
    params: async () => custom('general', '{include file="x.tpl"}', (await world.client()).clientId),
  },
  {
    message: FAILED,
    because: 'nobody reads what goes there',
    params: async () => {
      const { clientId } = await world.client();
      await world.change(`update clients set email = 'no-reply@example.com' where id = $1`, [clientId]);
      return { messagename: 'Client Signup Email', id: clientId };
    },
  },
  {
    message: FAILED,
    because: 'a deleted ticket',
    params: async () => {
      const { id } = await world.ticket();
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { messagename: 'Support Ticket Reply', id };
    },
  },
  {
    message: 'The subject may have at most 1000 characters',
    params: async () => ({
      ...custom('general', 'x', (await world.client()).clientId),
      ...{ customsubject: '{$x}', customvars: { x: 'x'.repeat(1001) } },
    }),
  },
  {
    message: 'The message may have at most 1000000 characters',
    params: async () => ({
      ...custom('general', '{$x}'.repeat(1001), (await world.client()).clientId),
      customvars: { x: 'x'.repeat(1000) },
    }),
  },
]);
