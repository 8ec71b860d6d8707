import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const idOf = async (name: string) =>
  (await world.rows<{ id: number }>('select id from email_templates where name = $1', [name]))[0]!.id;

test('shows what a mail about something would say, and sends nothing', async () => {
  const { id, tid } = await world.ticket({ subject: 'Lamp', message: '1 < 2' });
  const templateid = await idOf('Support Ticket Reply');
  const answer = await world.done('PreviewEmailTemplate', { templateid, id });
  expectAnswer('PreviewEmailTemplate', answer);
  expect(answer).toEqual({
    ...{ result: 'success', templateid, subject: `[Ticket #${tid}] Lamp` },
    html: '<p>Hello Guest,</p>\n<p>1 &lt; 2</p>\n<p>Hatchdesk</p>',
    text: 'Hello Guest,\n\n1 < 2\n\nHatchdesk',
  });
  expect(await world.rows('select 1 from emails')).toEqual([]);
});

test('values and the template are harmless in a page', async () => {
  const { id } = await world.ticket({ name: '<b>Ann</b>', subject: '<i>', message: '<script>alert(1)</script>' });
  const { templateid } = await world.done('AddEmailTemplate', {
    ...{ type: 'support', name: 'Hostile', subject: '{$ticket_subject}' },
    message: '<p>{$client_name} {$ticket_message}</p><script>alert(2)</script><img src="http://x.example/">',
  });
  expect(await world.done('PreviewEmailTemplate', { templateid, id })).toMatchObject({
    subject: expect.stringMatching(/ <i>$/),
    html: '<p>&lt;b&gt;Ann&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>',
    text: '<b>Ann</b> <script>alert(1)</script>',
  });
  const { html } = await world.done('PreviewEmailTemplate', { templateid });
  expect(html).toBe('<p>{$client_name} {$ticket_message}</p>');
});

test('shows the template itself without something to be about', async () => {
  const templateid = await idOf('Password Reset Validation');
  expect(await world.done('PreviewEmailTemplate', { templateid })).toMatchObject({
    subject: 'Choose another password',
    text: expect.stringContaining('{$reset_password_url}'),
  });
});

test('a template for staff is about a ticket', async () => {
  const { id } = await world.ticket();
  const templateid = await idOf('New Support Ticket Opened');
  expect(await world.done('PreviewEmailTemplate', { templateid, id })).toMatchObject({
    text: expect.stringContaining('Guest has opened a ticket in Support.'),
  });
});

test('shows what is about to be saved, and saves nothing', async () => {
  const { id } = await world.ticket({ subject: 'Lamp' });
  const templateid = await idOf('Support Ticket Reply');
  const changed = { subject: 'New {$ticket_subject}', message: '<p>Dear {$client_name}</p>', plainmessage: 'Plain' };
  const before = await world.rows('select * from email_templates where id = $1', [templateid]);
  const preview = await world.done('PreviewEmailTemplate', { templateid, id, ...changed });
  expect(preview).toMatchObject({
    ...{ subject: expect.stringMatching(/ New Lamp$/), html: '<p>Dear Guest</p>', text: 'Plain' },
  });
  expect(await world.done('PreviewEmailTemplate', { templateid, id, ...changed, plainmessage: ' ' })).toMatchObject({
    text: 'Dear Guest',
  });
  expect(await world.rows('select * from email_templates where id = $1', [templateid])).toEqual(before);
});

test('answers HTML that a page may show when it is asked for', async () => {
  const templateid = await idOf('Support Ticket Reply');
  const message = '<p class="bad" style="color: red">Dear</p><img src="https://x.example/a.png">';
  const answer = await world.done('PreviewEmailTemplate', { templateid, message, shownhtml: true });
  expectAnswer('PreviewEmailTemplate', answer);
  expect(answer).toMatchObject({ html: expect.stringContaining('color:red'), shownhtml: '<p>Dear</p>' });
});

testRefusals(world, 'PreviewEmailTemplate', [
  { message: 'Email Template ID Not Found', params: {} },
  { message: 'Email Template ID Not Found', because: 'no such one', params: { templateid: 999_999 } },
  {
    message: 'Subject is required, with at most 1000 characters',
    params: async () => ({ templateid: await idOf('Support Ticket Reply'), subject: ' ' }),
  },
  {
    message: 'Message is required, with at most 65535 characters',
    params: async () => ({ templateid: await idOf('Support Ticket Reply'), message: ' ' }),
  },
  {
    message: 'Template error in message, line 1: {foreach} is not supported',
    params: async () => ({ templateid: await idOf('Support Ticket Reply'), message: '{foreach}' }),
  },
  {
    message: 'Related ID Not Found',
    params: async () => ({ templateid: await idOf('Support Ticket Reply'), id: 999_999 }),
  },
]);
