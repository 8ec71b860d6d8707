import pino from 'pino';
import { sweep } from '../../../src/server/sweep';
import { addMember } from '../../support/members';
import { HOSTILE, shown } from '../../support/pages';
import { contentOf } from '../../support/refusals';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

type Ticket = { id: number; tid: string; c: string };

const save = ({ tid, c }: Pick<Ticket, 'tid' | 'c'>, message: string) =>
  pages.visit('/savedraft.php', { method: 'POST', body: new URLSearchParams({ tid, c, message }) });

const pageOf = async (ticket: Ticket) => (await pages.visit(linkTo(ticket))).text;

/** The cookie of somebody who has signed in by single sign-on. */
async function signedIn(who: { client_id: number; user_id?: number }): Promise<string> {
  const { access_token: token } = await world.done('CreateSsoToken', who);
  const answer = await pages.visit(`/oauth/singlesignon.php?access_token=${String(token)}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const drafts = () => world.rows('select ticket_id, writer, message from drafts order by 1, 2');

beforeEach(() => world.change('delete from drafts'));

test('keeps what is written for whoever has the link, and nobody else', async () => {
  const { clientId, userId } = await world.client();
  const ticket = await world.ticket({ clientid: clientId });
  const { status, text, headers } = await save(ticket, `Begun\n${HOSTILE}`);
  expect([status, text, headers.get('cache-control')]).toEqual([204, '', 'no-store']);
  await save(ticket, `Begun, and\n${HOSTILE}`);
  expect(await drafts()).toEqual([
    { ticket_id: ticket.id, writer: `ticket:${ticket.id}`, message: `Begun, and\n${HOSTILE}` },
  ]);
  const page = await pageOf(ticket);
  expect(shown(page)).toContain(`Begun, and\n${HOSTILE}`);
  expect(shown(page)).toContain('You began to write this, and it is not sent yet.');

  const cookie = await signedIn({ client_id: clientId });
  const address = `/viewticket.php?tid=${ticket.tid}`;
  const own = (await pages.visit(address, { headers: { Cookie: cookie } })).text;
  expect(shown(own)).not.toContain('Begun');
  const { tid, proof } = formFor(own, 'reply');
  const post = (fields: Record<string, string>) =>
    pages.visit('/savedraft.php', {
      ...{ method: 'POST', headers: { Cookie: cookie } },
      body: new URLSearchParams({ tid: tid!, message: "The client's", ...fields }),
    });
  expect((await post({})).status).toBe(403);
  expect((await post({ proof: proof! })).status).toBe(204);
  expect((await drafts()).map(({ writer }) => writer)).toEqual([
    `client:${clientId}:user:${userId}`,
    `ticket:${ticket.id}`,
  ]);
});

test('each user of a client has a draft of their own, also in one browser', async () => {
  const { client_id: clientId, owner: userId, user_id: member } = await addMember(world, ['tickets']);
  const { tid } = await world.ticket({ clientid: clientId });
  const visitAs = async (user: number) => {
    const headers = { Cookie: await signedIn({ client_id: clientId, user_id: user }) };
    const page = (await pages.visit(`/viewticket.php?tid=${tid}`, { headers })).text;
    const send = (path: string, fields: Record<string, string>) =>
      pages.visit(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
    return { send, page, form: formFor(page, 'reply'), keeper: /<draft-keeper name="([^"]*)"/.exec(page)?.[1] };
  };
  const owner = await visitAs(userId);
  await owner.send('/savedraft.php', { ...owner.form, message: 'For nobody else yet' });
  const other = await visitAs(member);
  expect(other.page).not.toContain('For nobody else yet');
  expect(other.keeper).not.toBe(owner.keeper);
  await other.send('/savedraft.php', { ...other.form, message: 'Words of the other' });
  expect((await other.send('/viewticket.php', { ...other.form, message: 'Words of the other' })).status).toBe(303);
  const again = await visitAs(userId);
  expect(again.page).toMatch(/<textarea[^>]*>\nFor nobody else yet<\/textarea>/);
  expect(again.keeper).toBe(owner.keeper);
});

test('a reply that is sent again, because its answer was lost, leaves no draft of it', async () => {
  const ticket = await world.ticket();
  const form = { ...formFor(await pageOf(ticket), 'reply'), message: 'Once,\r\nnot twice' };
  await pages.post(form);
  await save(ticket, 'Once,\nnot twice');
  expect((await pages.post(form)).status).toBe(303);
  expect(await drafts()).toEqual([]);
  // What is new stays.
  await save(ticket, 'Something else');
  expect((await pages.post(form)).status).toBe(303);
  expect(await drafts()).toMatchObject([{ message: 'Something else' }]);
  expect(await pages.messagesOf(ticket.id)).toHaveLength(2);
});

test('the link of a ticket that was merged has the draft still', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  await save(two, 'Begun at the other');
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  expect(shown(await pageOf(two))).toContain('Begun at the other');
  await save(two, 'Gone on');
  expect(await drafts()).toEqual([{ ticket_id: one.id, writer: `ticket:${one.id}`, message: 'Gone on' }]);
});

test('the draft is gone once the reply is sent, or everything is taken back', async () => {
  const ticket = await world.ticket();
  await save(ticket, 'Begun');
  const form = formFor(await pageOf(ticket), 'reply');
  expect((await pages.post({ ...form, message: 'Begun and ended' })).status).toBe(303);
  expect(await drafts()).toEqual([]);
  await save(ticket, 'Begun again');
  await save(ticket, ' \n');
  expect(await drafts()).toEqual([]);
});

test('what was refused stays in the form, not the draft', async () => {
  const ticket = await world.ticket();
  await save(ticket, 'The draft');
  const form = formFor(await pageOf(ticket), 'reply');
  const refused = await pages.post({ ...form, message: 'The reply' }, { 'virus.exe': 'x' });
  expect(refused.text).toMatch(/<textarea[^>]*>\nThe reply<\/textarea>/);
  expect(refused.text).toMatch(/<draft-keeper[^>]* settled/);
  expect(shown(refused.text)).not.toContain('The draft');
});

test('a reply that was changed after it arrived comes back with a new key', async () => {
  const ticket = await world.ticket();
  const form = formFor(await pageOf(ticket), 'reply');
  await pages.post({ ...form, message: 'Sent, but no answer came' });
  const changed = await pages.post({ ...form, message: 'Changed' });
  expect(changed.status).toBe(409);
  expect(shown(changed.text)).toContain('An earlier version of this text has arrived already.');
  const again = formFor(changed.text, 'reply');
  expect(again.key).not.toBe(form.key);
  expect((await pages.post({ ...again, message: 'Changed' })).status).toBe(303);
  expect((await pages.messagesOf(ticket.id)).map(({ body }) => body)).toEqual([
    ...['Message', 'Sent, but no answer came', 'Changed'],
  ]);
});

test('does not fill the activity log', async () => {
  const before = await world.logged();
  const ticket = await world.ticket();
  const opened = await world.logged();
  expect(opened).not.toEqual(before);
  await save(ticket, 'Begun');
  expect(await world.logged()).toEqual(opened);
});

test('is refused for a ticket that the visitor cannot reach, and for a text that no reply may have', async () => {
  const ticket = await world.ticket();
  await save(ticket, 'Begun');
  const content = await contentOf(world);
  expect((await save({ tid: ticket.tid, c: 'aaaaaaaa' }, 'x')).status).toBe(404);
  expect((await save({ tid: ticket.tid, c: '' }, 'x')).status).toBe(403);
  expect((await save(ticket, 'x'.repeat(200_001))).status).toBe(404);
  expect((await save(ticket, '\u{1f525}'.repeat(250_000))).status).toBe(413);
  expect(await contentOf(world)).toEqual(content);
});

test('drafts go after thirty days', async () => {
  const [old, fresh] = [await world.ticket(), await world.ticket()];
  await save(old, 'Old');
  await world.change(`update drafts set saved_at = saved_at - interval '30 days'`);
  await save(fresh, 'Fresh');
  await sweep(world.desk, pino({ level: 'silent' }));
  expect((await drafts()).map(({ message }) => message)).toEqual(['Fresh']);
});
