import { takeMail } from '../../src/inbound/take';
import { expectAnswer } from '../support/answers';
import { type MailText, mailOf } from '../support/mail-text';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.email = 'desk@example.com';
});

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, name: 'Support', repliesonly: true });
});

/** Gives the desk a mail. @returns its id */
async function given(mail: MailText = {}): Promise<number> {
  const origin = { way: 'imap' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null };
  return (await takeMail(world.desk, mailOf(mail), origin)).mailLogId;
}

const ticketOf = async (id: unknown) => {
  const [row] = await world.rows<{ subject: string; departmentId: number; email: string; message: string }>(
    `select t.subject, department_id as "departmentId", requester_email as email, m.body as message
     from tickets t join messages m on m.ticket_id = t.id where t.id = $1`,
    [id],
  );
  return row;
};

test('opens the ticket that a department refused, and says so in the log', async () => {
  const mailid = await given({ from: 'Jo <jo@example.org>', subject: 'Printer', text: 'It is broken.' });
  const answer = await world.done('ImportMail', { mailid });
  expectAnswer('ImportMail', answer);
  expect(answer.outcome).toBe('ticket');
  expect(await ticketOf(answer.ticketid)).toEqual({
    ...{ subject: 'Printer', departmentId: 1, email: 'jo@example.org', message: 'It is broken.' },
  });
  const [row] = await world.rows('select outcome, reason, detail, ticket_id from mail_log where id = $1', [mailid]);
  expect(row).toEqual({
    ...{ outcome: 'ticket', reason: 'new-ticket', detail: 'taken by hand; before: replies-only' },
    ticket_id: answer.ticketid,
  });
  expect(await world.logged()).toMatchObject({ action: 'ImportMail', changes: { mail: [null, mailid] } });
});

test('opens it in another department', async () => {
  const deptid = await world.department();
  const { ticketid } = await world.done('ImportMail', { mailid: await given({ to: 'support@example.com' }), deptid });
  expect(await ticketOf(ticketid)).toMatchObject({ departmentId: deptid });
});

test.each<[string, MailText]>([
  ['spam', { from: 'Pills <pills@example.org>', subject: 'cheap pills' }],
  ['an automatic reply', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['a mail of the desk itself', { from: 'desk@example.com' }],
])('takes %s', async (_title, mail) => {
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'cheap pills' }).catch(() => undefined);
  const { outcome } = await world.done('ImportMail', { mailid: await given(mail) });
  expect(outcome).toBe('ticket');
});

testRefusals(world, 'ImportMail', [
  { message: 'Mail ID Not Found', params: { mailid: 999_999 } },
  { message: 'Mail ID Not Found', because: 'none', params: {} },
  { message: 'Department ID not found', params: async () => ({ mailid: await given(), deptid: 999_999 }) },
  {
    message: 'The mail was taken in already',
    params: async () => {
      const mailid = await given();
      await world.done('ImportMail', { mailid });
      return { mailid };
    },
  },
  {
    message: 'The mail is no longer kept',
    params: async () => {
      const mailid = await given();
      await world.change('delete from raw_mails where mail_id = $1', [mailid]);
      return { mailid };
    },
  },
  { message: 'The mail names nobody who sent it', params: async () => ({ mailid: await given({ from: '' }) }) },
]);
