import type { Knex } from 'knex';

const GREETING = '<p>Hello {$client_name},</p>';
const SIGNATURE = '<p>{$company_name}</p>';

const letter = (...lines: string[]): string =>
  [GREETING, ...lines.map((line) => `<p>${line}</p>`), SIGNATURE].join('\n');
const bounce = (line: string): string => letter(`Your message "{$ticket_subject}" was not taken up. ${line}`);
const userLetter = (...lines: string[]): string =>
  ['<p>Hello {$user_first_name},</p>', ...lines.map((line) => `<p>${line}</p>`), SIGNATURE].join('\n');
const staffLetter = (...lines: string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n');

/** The mail templates that the desk starts with, under their published names. The texts are our own. */
const TEMPLATES: [kind: string, name: string, subject: string, body: string][] = [
  [
    'support',
    'Support Ticket Opened',
    '[Ticket #{$ticket_id}] {$ticket_subject}',
    letter('We have received your request and will answer as soon as we can.', '{$ticket_message}'),
  ],
  [
    'support',
    'Support Ticket Opened by Admin',
    '[Ticket #{$ticket_id}] {$ticket_subject}',
    letter('We have opened a ticket for you.', '{$ticket_message}'),
  ],
  ['support', 'Support Ticket Reply', '[Ticket #{$ticket_id}] {$ticket_subject}', letter('{$ticket_message}')],
  [
    'support',
    'Support Ticket Auto Close Notification',
    '[Ticket #{$ticket_id}] Closed: {$ticket_subject}',
    letter('We have not heard from you for some time, so we have closed this ticket. An answer opens it again.'),
  ],
  [
    'support',
    'Support Ticket Feedback Request',
    '[Ticket #{$ticket_id}] How did we do?',
    letter('Your ticket "{$ticket_subject}" is closed. Please tell us how content you are with our help.'),
  ],
  [
    'support',
    'Clients Only Bounce Message',
    'Not taken up: {$ticket_subject}',
    bounce('Only clients may write to this department. Please write from the e-mail address of your account.'),
  ],
  [
    'support',
    'Replies Only Bounce Message',
    'Not taken up: {$ticket_subject}',
    bounce('This address takes answers to tickets only. Please open a ticket on our site.'),
  ],
  [
    'support',
    'Closed Ticket Bounce Message',
    'Not taken up: {$ticket_subject}',
    bounce('The ticket is closed. Please open another.'),
  ],
  ['general', 'Client Signup Email', 'Welcome to {$company_name}', letter('Your account is ready for you.')],
  [
    'product',
    'Cancellation Request Confirmation',
    'Your request to cancel {$service_product_name}',
    letter('We have received your request to cancel {$service_product_name} {$service_domain}.'),
  ],
  [
    'user',
    'Password Reset Validation',
    'Choose another password',
    userLetter(
      'Somebody asked for another password for your account. This link sets one, for two hours:',
      '<a href="{$reset_password_url}">{$reset_password_url}</a>',
      'If it was not you, there is nothing to do.',
    ),
  ],
  ['user', 'Password Reset Confirmation', 'Your password was changed', userLetter('Your password was changed.')],
  [
    'user',
    'Account Access Invitation',
    'You are invited to the account of {$client_name}',
    [
      '<p>Hello,</p>',
      '<p>You are invited to use the account of {$client_name}. This link is good for seven days:</p>',
      '<p><a href="{$invite_url}">{$invite_url}</a></p>',
      SIGNATURE,
    ].join('\n'),
  ],
  [
    'admin',
    'New Support Ticket Opened',
    '[Ticket #{$ticket_id}] New: {$ticket_subject}',
    staffLetter('{$client_name} has opened a ticket in {$ticket_department}.', '{$ticket_message}'),
  ],
  [
    'admin',
    'Support Ticket Change Notification',
    '[Ticket #{$ticket_id}] Changed: {$ticket_subject}',
    staffLetter('The ticket has changed.', '{$ticket_message}'),
  ],
  [
    'admin',
    'Escalation Rule Notification',
    '[Ticket #{$ticket_id}] Escalated: {$ticket_subject}',
    staffLetter('The ticket of {$client_name} in {$ticket_department} waits for an answer.'),
  ],
  [
    'admin',
    'New Cancellation Request',
    'Cancellation requested: {$service_product_name}',
    staffLetter('{$client_name} asks to cancel {$service_product_name} {$service_domain}.'),
  ],
];

export async function up(db: Knex): Promise<void> {
  const rows = TEMPLATES.map(([kind, name, subject, body]) => ({ kind, name, subject, body, custom: false }));
  await db('email_templates').insert(rows);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('delete from email_templates where not custom');
}
