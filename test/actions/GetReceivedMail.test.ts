import { takeMail } from '../../src/inbound/take';
import { expectAnswer } from '../support/answers';
import { type MailText, mailOf } from '../support/mail-text';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const origin = () => ({
  ...{ way: 'imap' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null },
});

async function given(mail: MailText): Promise<number> {
  return (await takeMail(world.desk, mailOf(mail), origin())).mailLogId;
}

const HTML = `<p style="color:red" onclick="x()">Hello <b>Jo</b></p><img src="cid:plan@example.org" alt="plan">
  <img src="cid:other@example.org"><img src="https://track.example.com/p.gif"><script>alert(1)</script>
  <a href="javascript:alert(2)">a</a><a href="https://example.org/x">b</a>`;

test('shows HTML without what could harm, with its own pictures', async () => {
  const files = [{ name: 'plan.png', content: 'picture', contentId: 'plan@example.org' }];
  const mailid = await given({ text: 'Hello Jo', html: HTML, files });
  const answer = await world.done('GetReceivedMail', { mailid });
  expectAnswer('GetReceivedMail', answer);
  const html = String(answer.html);
  expect(html).toContain('<p>Hello <b>Jo</b></p><img src="cid:plan@example.org" alt="plan" />');
  expect(html).toContain('href="https://example.org/x"');
  expect(html).not.toMatch(/script|alert|onclick|style|other@example|track\.example/);
  expect(answer.remoteimages).toBe(1);
  expect(answer.files).toEqual({
    file: [
      { attachmentid: expect.any(Number), filename: 'plan.png', size: 7, contentid: 'plan@example.org', inline: true },
    ],
  });
  expect(answer.raw).toBe('');
});

test('shows pictures of other servers only if somebody asks for them', async () => {
  const mailid = await given({ text: 'Hello', html: '<img src="http://pics.example.com/a.png">' });
  expect(String((await world.done('GetReceivedMail', { mailid })).html)).not.toContain('pics.example.com');
  const { html } = await world.done('GetReceivedMail', { mailid, remoteimages: true });
  expect(html).toBe('<img src="http://pics.example.com/a.png" />');
});

test('shows what the ticket hides of a reply, and the mail as it came', async () => {
  const headers = { 'Message-ID': '<first@example.org>' };
  await given({ from: 'Jo <jo@example.org>', headers });
  const text = 'It works.\r\n\r\nOn Sat, 21 Nov 2026 at 10:00, Desk <desk@example.com> wrote:\r\n> Try again.';
  const raw = mailOf({ from: 'Jo <jo@example.org>', headers: { 'In-Reply-To': '<first@example.org>' }, text });
  const { mailLogId: mailid } = await takeMail(world.desk, raw, origin());
  const [message] = await world.rows<{ body: string }>('select body from messages order by id desc limit 1');
  expect(message?.body).toBe('It works.');
  const answer = await world.done('GetReceivedMail', { mailid, raw: true });
  expect(answer.text).toContain('> Try again.');
  expect(Buffer.from(String(answer.raw), 'base64')).toEqual(raw);
});

test.each([
  ['deep', `${'<div>'.repeat(20_000)}deep`],
  ['long', `<p>${'x'.repeat(2_100_000)}</p>`],
])('shows the text of HTML that is too %s', async (_title, html) => {
  const mailid = await given({ text: 'As text', html });
  const answer = await world.done('GetReceivedMail', { mailid });
  expect(answer.html).toBe('As text');
});

test('what is erased with a ticket is gone, and old mail goes after its days', async () => {
  const mailid = await given({ from: 'Eve <eve@example.org>', text: 'Private', html: '<p>Private</p>' });
  const [ticket] = await world.rows<{ id: number }>('select ticket_id as id from mail_log where id = $1', [mailid]);
  await world.done('DeleteTicket', { ticketid: ticket?.id });
  const answer = await world.done('GetReceivedMail', { mailid, raw: true });
  expect(answer).toMatchObject({ text: '', html: '', raw: '' });
});

testRefusals(world, 'GetReceivedMail', [{ message: 'Mail ID Not Found', params: { mailid: 999_999 } }]);
