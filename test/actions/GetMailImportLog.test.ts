import { clientCaller } from '../../src/access/caller';
import { Ignored } from '../../src/calls/ignored';
import { takeMail } from '../../src/inbound/take';
import { expectAnswer } from '../support/answers';
import { type MailText, mailOf } from '../support/mail-text';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.email = 'desk@example.com';
});

interface Log {
  totalresults: number;
  mails: { mail: (Record<string, unknown> & { id: number })[] };
}

const list = async (params: Record<string, unknown> = {}, admin?: string) =>
  (await world.done('GetMailImportLog', params, admin)) as unknown as Log;

const ids: number[] = [];

beforeAll(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  const give = async (mail: MailText) => {
    const origin = { way: 'pipe' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null };
    ids.push((await takeMail(world.desk, mailOf(mail), origin)).mailLogId);
  };
  await give({
    from: 'Jo Guest <Jo@Example.org>',
    subject: 'Printer',
    headers: { 'Message-ID': '<printer.1@example.org>' },
  });
  await give({
    from: 'Robot <robot@example.net>',
    subject: 'Re: Printer',
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  await give({ from: 'desk@example.com', subject: 'Own' });
});

test('lists mails, the newest first, with everything that is known of them', async () => {
  const answer = await list();
  expectAnswer('GetMailImportLog', answer as never);
  expect(answer.mails.mail.map(({ reason }) => reason)).toEqual(['own-mail', 'auto-reply', 'new-ticket']);
  const [ticket] = await world.rows<{ id: number; number: string }>('select id, number from tickets');
  const [message] = await world.rows<{ id: number }>('select id from messages');
  expect(answer.mails.mail[2]).toEqual({
    ...{ id: ids[0], date: '2027-01-31 09:00:00', received: '2027-01-31 09:00:00', sent: '2026-11-21 09:14:00' },
    ...{ way: 'pipe', mailboxid: 0, deptid: 1, messageid: 'printer.1@example.org', name: 'Jo Guest' },
    ...{
      email: 'Jo@example.org',
      subject: 'Printer',
      size: expect.any(Number),
      outcome: 'ticket',
      reason: 'new-ticket',
    },
    ...{ detail: '', flags: { flag: [] }, leftout: { file: [] }, ticketid: ticket?.id, tid: ticket?.number },
    ...{ otherticketid: 0, replyid: message?.id, noteid: 0, emailid: 0, acknowledged: true, told: false, kept: true },
  });
});

test.each<[Record<string, unknown>, number[]]>([
  [{ outcome: 'ignored' }, [2, 1]],
  [{ outcome: 'ticket' }, [0]],
  [{ reason: 'auto-reply' }, [1]],
  [{ reason: 'unknown' }, []],
  [{ ticketid: 1 }, [0]],
  [{ deptid: 1 }, [0]],
  [{ email: 'JO@example.ORG' }, [0]],
  [{ subject: 'printer' }, [1, 0]],
  [{ subject: 'PRÍNTER' }, [1, 0]],
  [{ limitstart: 1, limitnum: 1 }, [1]],
])('%j', async (params, places) => {
  const { mails } = await list(params);
  expect(mails.mail.map(({ id }) => ids.indexOf(id))).toEqual(places);
});

test('GetTicket shows the mails about a ticket, but not to its client', async () => {
  const [ticket] = await world.rows<{ id: number }>('select id from tickets');
  const answer = await world.done('GetTicket', { ticketid: ticket?.id });
  expectAnswer('GetTicket', answer);
  expect(answer.mails).toEqual({ mail: [expect.objectContaining({ id: ids[0], outcome: 'ticket' })] });
  const { clientId } = await world.client();
  await world.change('update tickets set client_id = $1', [clientId]);
  const { dispatcher } = world.desk;
  const caller = clientCaller(clientId);
  const action = await dispatcher.admit('GetTicket', caller);
  const origin = { address: '', idempotencyKey: undefined, ignored: new Ignored() };
  const shown = await dispatcher.run(action, { ticketid: ticket?.id }, caller, origin);
  expect(shown.result).not.toHaveProperty('mails');
});

test('one mail, by its id', async () => {
  expect((await list({ mailid: ids[1] })).mails.mail.map(({ id }) => id)).toEqual([ids[1]]);
});

test('whoever works in some departments sees only their mail', async () => {
  const other = await world.department();
  await world.admin('here', { departmentIds: [1] });
  await world.admin('there', { departmentIds: [other] });
  expect((await list({}, 'here')).totalresults).toBe(1);
  expect((await list({}, 'there')).totalresults).toBe(0);
});

testRefusals(world, 'GetMailImportLog', [
  {
    message: 'The outcome must be ticket, reply, note, bounce, ignored or refused',
    params: { outcome: 'lost' },
  },
]);
