import { asClient, ask, asProgram } from '../support/doors';
import { openTicket } from '../support/socialboards';
import { useWorld } from '../support/world';

const world = useWorld();

const BLOCKED = 'The sender is blocked';
const SPAM = 'The ticket was taken for spam';

const FILTERS = [
  ['sender', 'spam@example.com'],
  ['sender', '@Spam.Example'],
  ['subject', 'Cheap 100%'],
  ['phrase', 'BUY now'],
  ['phrase', 'straße'],
  ['sender', 'ida@Bücher.example'],
  ['sender', '@xn--mller-kva.example'],
];

/** Before there were filters, a guest opened it under a subject that is refused now. */
let oldTicket: number;
let ticketId: number;

beforeAll(async () => {
  oldTicket = (await world.ticket({ subject: 'Why so cheap 100%?' })).id;
  ticketId = (await world.ticket()).id;
  for (const [type, pattern] of FILTERS) await world.done('AddSpamFilter', { type, pattern });
  await world.admin('jo');
});

interface Mail {
  email?: string;
  subject?: string;
  message?: string;
}

const MAIL = { name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };

const CASES: [what: string, mail: Mail, refusal: string | undefined][] = [
  ['nothing that is filtered', {}, undefined],
  ['the address in any letter case', { email: ' SPAM@example.COM' }, BLOCKED],
  ['another address of its domain', { email: 'other@example.com' }, undefined],
  ['any address of a domain', { email: 'anybody@spam.example' }, BLOCKED],
  ['an address of a domain under it', { email: 'anybody@sub.spam.example' }, undefined],
  ['an address of a domain that ends like it', { email: 'anybody@notspam.example' }, undefined],
  ['an address that begins like one', { email: 'spam@example.com.example' }, undefined],
  ['the address with its domain in ASCII', { email: 'Ida@xn--bcher-kva.example' }, BLOCKED],
  ['any address of a domain, in its letters', { email: 'otto@MÜLLER.example' }, BLOCKED],
  ['both', { email: 'spam@example.com', message: 'Buy now' }, BLOCKED],
  ['a phrase in the message', { message: 'Please,\nbuy NOW!' }, SPAM],
  ['a phrase with other letters', { message: 'in der STRAßE' }, SPAM],
  ['words of a subject in the message', { message: 'Cheap 100%' }, undefined],
];

const TICKETS: typeof CASES = [
  ...CASES,
  ['words of a subject', { subject: 'It is CHEAP 100%!' }, SPAM],
  ['words that a pattern would match', { subject: 'Cheap 1000' }, undefined],
  ['a phrase in the subject', { subject: 'buy now' }, SPAM],
];

const refusalOf = ({ result, message }: Record<string, unknown>) => (result === 'error' ? message : undefined);

describe('a ticket of a guest', () => {
  test.each(TICKETS)('with %s', async (_what, mail, refusal) => {
    const counts = await world.counts();
    expect(refusalOf(await world.call('OpenTicket', { deptid: 1, ...MAIL, ...mail }))).toBe(refusal);
    if (refusal !== undefined) expect(await world.counts()).toEqual(counts);
  });

  test.each(TICKETS)('of the Socialboards API, with %s', async (_what, mail, refusal) => {
    const { name, email, subject, message } = { ...MAIL, ...mail };
    const body = { title: subject, message, creator: { name, email } };
    const { json } = await ask(world, await asProgram(world), 'POST', '/tickets', body);
    expect(json!.errorText).toBe(refusal ?? null);
  });

  test('who has no address', async () => {
    const body = (message: string) => ({ message, creator: { name: 'Nobody' } });
    const headers = await asProgram(world);
    expect((await ask(world, headers, 'POST', '/tickets', body('Buy now'))).json!.errorText).toBe(SPAM);
    expect((await ask(world, headers, 'POST', '/tickets', body('Message'))).json!.errorText).toBeNull();
  });
});

describe('a reply of a guest', () => {
  test.each(CASES)('with %s', async (_what, { subject, ...mail }, refusal) => {
    const answer = await world.call('AddTicketReply', { ticketid: ticketId, ...MAIL, ...mail });
    expect(refusalOf(answer)).toBe(refusal);
  });

  test('to a ticket whose subject is filtered', async () => {
    expect(await world.call('AddTicketReply', { ticketid: oldTicket, ...MAIL })).toMatchObject({ message: SPAM });
  });

  test('of the Socialboards API', async () => {
    const headers = await asProgram(world);
    const author = { email: 'later@example.com' };
    const id = await openTicket(world, headers, { creator: { name: 'Guest', ...author } });
    const reply = async (message: string) =>
      (await ask(world, headers, 'POST', `/tickets/${id}/replies`, { message, author })).json!.errorText;
    expect(await reply('Message')).toBeNull();
    expect(await reply('Buy now')).toBe(SPAM);
    await world.done('AddSpamFilter', { type: 'sender', pattern: 'LATER@example.com' });
    expect(await reply('Message')).toBe(BLOCKED);
  });
});

describe('staff and clients are never refused', () => {
  const spam = { ...MAIL, email: 'spam@example.com', subject: 'Cheap 100%', message: 'Buy now' };

  test('a client', async () => {
    const { clientId } = await world.client();
    await world.change('update clients set email = $2 where id = $1', [clientId, spam.email]);
    const { id } = await world.done('OpenTicket', { deptid: 1, ...spam, clientid: clientId });
    await world.done('AddTicketReply', { ticketid: id, ...spam, clientid: clientId });
    await world.change('update clients set email = $2 where id = $1', [clientId, `${clientId}@example.com`]);
  });

  test('a client who signs in to the reseller API', async () => {
    const { clientId } = await world.client();
    const { json } = await world.send('/api/v2/keliweb/open-ticket', {
      method: 'POST',
      headers: await asClient(world, clientId),
      body: new URLSearchParams({ deptid: '1', ...spam }),
    });
    expect(json).toMatchObject({ result: 'success' });
  });

  test('staff, also where it opens a ticket for a guest', async () => {
    const { id } = await world.done('OpenTicket', { deptid: 1, ...spam, admin: true }, 'jo');
    await world.done('AddTicketReply', { ticketid: id, ...spam, adminusername: 'jo' });
  });
});
