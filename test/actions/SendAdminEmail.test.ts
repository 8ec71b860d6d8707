import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const WORDS = { customsubject: 'Backup of {$day}', custommessage: '<p>{$admin_name}: {$day}</p>' };

const mails = async () => {
  const all = await world.rows('select * from emails order by id');
  await world.change('delete from emails');
  return all;
};

testRefusals(world, 'SendAdminEmail', [
  { message: 'Invalid type. Must be one of system, account, support', params: { ...WORDS, type: 'other' } },
  { message: 'The merge fields you provided are invalid.', params: { ...WORDS, mergefields: '!' } },
  { message: 'You must provide either an existing email template name or a custom message', params: {} },
  { message: 'A subject is required for a custom message', params: { custommessage: 'A' } },
  { message: 'A message body is required for a custom message', params: { customsubject: 'A', custommessage: ' ' } },
  { message: 'Department ID Not Found', params: { ...WORDS, deptid: 999_999 } },
  { message: 'Email Template not found', params: { messagename: 'x' } },
  { message: 'Email Template not found', because: 'not for staff', params: { messagename: 'Support Ticket Reply' } },
  {
    message: 'Email Template is disabled',
    params: async () => {
      await world.change(`update email_templates set disabled = true where name = 'Escalation Rule Notification'`);
      return { messagename: 'Escalation Rule Notification' };
    },
  },
  {
    message: 'Sending Failed. Please see documentation.',
    because: 'no staff',
    params: async () => {
      await world.change('delete from staff');
      return WORDS;
    },
  },
  ...(['subject', 'message'] as const).map((what) => ({
    message: `The ${what} may have at most ${what === 'subject' ? 1000 : 1_000_000} characters`,
    params: async () => {
      await world.admin(`reader-${what}`, { email: 'reader@example.com' });
      const mergefields = { day: 'x'.repeat(what === 'subject' ? 1001 : 1000) };
      return { customsubject: '{$day}', custommessage: '{$day}'.repeat(1001), mergefields };
    },
  })),
]);

describe('to administrators', () => {
  let sales: number;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    await world.change('delete from staff');
    sales = await world.department({ name: 'Sales' });
    ids.all = await world.admin('all', { email: 'all@example.com' });
    ids.sales = await world.admin('sales', { email: ' sales@example.com', departmentIds: [sales] });
    ids.support = await world.admin('support', { email: 'support@example.com', departmentIds: [1] });
    await world.admin('nobody');
    await world.admin('wrong', { email: 'no address' });
    const gone = await world.admin('gone', { email: 'gone@example.com' });
    await world.change('update staff set disabled = true where id = $1', [gone]);
  });

  test('sends each a message of their own', async () => {
    await world.events();
    const answer = await world.done('SendAdminEmail', { ...WORDS, type: 'system', mergefields: { day: '<Monday>' } });
    expectAnswer('SendAdminEmail', answer);
    expect(await mails()).toMatchObject(
      [
        [ids.all, 'all@example.com'],
        [ids.sales, 'sales@example.com'],
        [ids.support, 'support@example.com'],
      ].map(([id, address]) => ({
        ...{ staff_id: id, client_id: null, user_id: null, status: 'waiting', subject: 'Backup of <Monday>' },
        recipients: [{ name: 'Jo Admin', address }],
        body: '<p>Jo Admin: &lt;Monday&gt;</p>',
      })),
    );
    expect(await world.events()).toEqual(['EmailPreSend', 'EmailPreSend', 'EmailPreSend']);
  });

  test.each<[string, () => Record<string, unknown>, string[]]>([
    ['of a department', () => ({ deptid: sales, type: 'support' }), ['all', 'sales']],
    ['of every department', () => ({ deptid: 0 }), ['all', 'sales', 'support']],
  ])('%s', async (_what, params, expected) => {
    await world.done('SendAdminEmail', { ...WORDS, ...params() });
    expect((await mails()).map(({ staff_id }) => staff_id)).toEqual(expected.map((name) => ids[name]));
  });

  test('sends nothing to an address that does not exist, or that nobody reads', async () => {
    await world.change(`insert into undeliverable_addresses values ('all@example.com', '550 5.1.1', now())`);
    await world.change(`update staff set email = 'no-reply@example.com' where id = $1`, [ids.support]);
    await world.done('SendAdminEmail', WORDS);
    expect((await mails()).map(({ staff_id }) => staff_id)).toEqual([ids.sales]);
    await world.change('delete from undeliverable_addresses');
    await world.change(`update staff set email = 'support@example.com' where id = $1`, [ids.support]);
  });

  test('sends each in the language of the recipient', async () => {
    await world.change(`update staff set language = 'german' where id = $1`, [ids.sales]);
    await world.done('AddEmailTemplate', {
      ...{ type: 'admin', name: 'New Cancellation Request', language: 'german' },
      ...{ subject: 'Kündigung: {$service_product_name}', message: 'Neu' },
    });
    const mergefields = { service_product_name: 'Hosting' };
    await world.done('SendAdminEmail', { messagename: 'new cancellation request', mergefields });
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      ...['Cancellation requested: Hosting', 'Kündigung: Hosting', 'Cancellation requested: Hosting'],
    ]);
  });
});
