import { createHash } from 'node:crypto';
import { takeMail } from '../../../src/inbound/take';
import { type MailText, mailOf } from '../../support/mail-text';
import { shown } from '../../support/pages';
import { filesOn, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('reads the ticket, with Markdown as markup and files as links that need the code', async () => {
  const attachments = JSON.stringify([{ name: 'notes.txt', data: 'aGVsbG8=' }]);
  const ticket = await world.ticket({ subject: 'Fire', message: 'It **burns**', markdown: true, attachments });
  const { status, text } = await pages.visit(linkTo(ticket));
  expect(status).toBe(200);
  expect(text).toContain('<strong>burns</strong>');
  expect(shown(text)).toContain('Waiting for us');
  const [link = ''] = filesOn(text, 'href');
  const file = await pages.visit(link);
  expect([file.status, file.text]).toEqual([200, 'hello']);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; filename="notes.txt"/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const other = await world.ticket();
  expect((await pages.visit(link.replace(ticket.c, other.c))).status).toBe(404);
  expect((await pages.visit(link.replace(ticket.tid, other.tid).replace(ticket.c, other.c))).status).toBe(404);
  expect((await pages.visit(`${link}&preview=1`)).status).toBe(404);
});

test('lands on the survivor of a merged ticket', async () => {
  const [one, other] = [await world.ticket({ subject: 'One' }), await world.ticket({ subject: 'Other' })];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(other.id) });
  expect(shown((await pages.visit(linkTo(other))).text)).toContain('One');
});

/** A mail comes in. @returns the ticket that it went to */
async function mailed(mail: MailText): Promise<{ id: number; tid: string; c: string }> {
  const { ticketId } = await takeMail(world.desk, mailOf(mail), {
    ...{ way: 'imap' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null },
  });
  const [ticket] = await world.rows<{ id: number; tid: string; c: string }>(
    'select id, number as tid, access_code as c from tickets where id = $1',
    [ticketId],
  );
  return ticket!;
}

const PICTURE = '\x89PNG';
const ATTRIBUTION = 'On Sat, 21 Nov 2026 at 10:00, Desk <desk@example.com> wrote:';
let mails = 0;

/** A mail that answers another one, of which both are in one ticket. */
async function answered(mail: MailText): Promise<{ id: number; tid: string; c: string }> {
  mails += 1;
  const first = `<first.${mails}@example.org>`;
  await mailed({ headers: { 'Message-ID': first } });
  return mailed({ ...mail, headers: { 'In-Reply-To': first } });
}

test('names the files that were left out of a mail, also where it has no others', async () => {
  const ticket = await mailed({ files: [{ name: '<b>plan.svg', content: '<svg/>' }] });
  const page = (await pages.visit(linkTo(ticket))).text;
  expect(page).toMatch(
    /<ul class="files"[^>]*><li>[^<]*&lt;b&gt;plan\.svg[^<]* was left out: files of its type are not allowed<\/li>/,
  );
  expect((await pages.visit(linkTo(await mailed({})))).text).not.toContain('was left out');
});

/** What is folded on a page. */
const foldedOn = (page: string): string[] =>
  Array.from(page.matchAll(/<details(?! class)[^>]*>([\s\S]*?)<\/details>/g), ([, part = '']) =>
    shown(part).replace(/\s+/g, ' ').trim(),
  );

test('folds what a mail quotes, as text and as HTML', async () => {
  const plain = await answered({ text: `It works.\r\n\r\n${ATTRIBUTION}\r\n> Try again.\r\n` });
  const { text } = await pages.visit(linkTo(plain));
  expect(text).toContain('<div class="text" dir="auto">It works.</div>');
  expect(foldedOn(text)).toEqual([`The rest of the mail: quoted text and signature ${ATTRIBUTION} > Try again.`]);
  const html = `<div>It <b>works</b>.</div><div class="gmail_quote"><div class="gmail_attr">${ATTRIBUTION.replace('<', '&lt;').replace('>', '&gt;')}<br></div><blockquote class="gmail_quote">Try <i>again</i>.</blockquote></div>`;
  const formatted = await answered({ text: `It works.\r\n\r\n${ATTRIBUTION}\r\n> Try again.\r\n`, html });
  const page = (await pages.visit(linkTo(formatted))).text;
  expect(page).toContain('<div>It <b>works</b>.</div>');
  expect(foldedOn(page)).toEqual([expect.stringMatching(/Desk <desk@example.com> wrote: > Try again\.$/)]);
  expect((await pages.visit(`${linkTo(formatted)}&print=1`)).text).toContain('<details open>');
});

test('folds long quotes of other messages, in their place', async () => {
  const message = `Before\n\n${'> quoted\n'.repeat(5)}\nAfter`;
  const inText = (await pages.visit(linkTo(await world.ticket({ message })))).text;
  expect(inText).toMatch(
    /Before<details><summary>Quoted text<\/summary><div>(&gt; quoted(<br \/>)?){5}<\/div><\/details>After/,
  );
  const markdown = (
    await pages.visit(
      linkTo(await world.ticket({ message: message.replaceAll('quoted', 'quoted '.repeat(20)), markdown: true })),
    )
  ).text;
  expect(markdown).toMatch(/Before<\/p>\s*<details><summary>Quoted text<\/summary><blockquote>/);
});

test('shows no more of a rewritten message than was left, and none of the mail of staff', async () => {
  const text = `The password is hunter2.\r\n\r\n${ATTRIBUTION}\r\n> Secret quote\r\n`;
  const html = `<p>The password is hunter2.</p><blockquote type="cite">Secret quote</blockquote>`;
  const ticket = await answered({ text, html });
  expect((await pages.visit(linkTo(ticket))).text).toContain('hunter2');
  const [reply] = await world.rows<{ id: number }>('select max(id) as id from messages where ticket_id = $1', [
    ticket.id,
  ]);
  await world.done('UpdateTicketReply', { replyid: reply?.id, message: 'The' });
  const rewritten = (await pages.visit(linkTo(ticket))).text;
  expect(rewritten).toContain('dir="auto">The</div>');
  expect(rewritten).not.toMatch(/hunter2|Secret/);
  const other = await answered({ text, html });
  await world.change(`update messages set author_kind = 'staff' where ticket_id = $1 and not is_first`, [other.id]);
  const ofStaff = (await pages.visit(linkTo(other))).text;
  expect(ofStaff).toContain('hunter2');
  expect(ofStaff).not.toContain('Secret');
});

test('shows the pictures of a mail, and those of other servers only if the reader asks', async () => {
  const html = `<p>See <img src="cid:plan@example.org" alt="plan"><img src="cid:gone@example.org">
    <img src="http://track.example.com/p.gif" width="1"><img src="//cdn.example.com/q.png" alt="q">
    <span style="display:none">preview</span></p>`;
  const files = [{ name: 'plan.png', content: PICTURE, contentId: 'plan@example.org' }];
  const ticket = await mailed({ text: 'See', html, files });
  const page = await pages.visit(linkTo(ticket));
  const [image = ''] = /<img src="ticketfile[^>]*alt="plan"/.exec(page.text) ?? [];
  expect(image).toContain(`c=${ticket.c}`);
  expect(filesOn(page.text, 'src')).toHaveLength(1);
  expect(page.text).not.toMatch(/track\.example|cdn\.example|cid:|>preview</);
  expect(page.headers.get('content-security-policy')).toContain("img-src 'self';");
  const [, address = ''] = /<a [^>]*href="([^"]*images=\d+)#m\d+">Show the pictures[^<]*\(2\)/.exec(page.text) ?? [];
  const asked = await pages.visit(`/${address.replaceAll('&amp;', '&')}`);
  expect(asked.text).toContain('src="https://track.example.com/p.gif" loading="lazy" referrerpolicy="no-referrer"');
  expect(asked.text).toContain('src="https://cdn.example.com/q.png"');
  expect(asked.headers.get('content-security-policy')).toContain("img-src 'self' https:;");
  // In the operator's colour, the page has another style, which must be allowed all the same.
  await world.done('SetConfigurationValue', { setting: 'PortalColour', value: '#0b6e4f' });
  const coloured = await pages.visit(`/${address.replaceAll('&amp;', '&')}`);
  await world.done('ResetConfigurationValue', { setting: 'PortalColour' });
  const [, style = ''] = /<style[^>]*>(.*)<\/style>/s.exec(coloured.text) ?? [];
  expect(style).toContain('#0b6e4f');
  const policy = coloured.headers.get('content-security-policy');
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).toContain("img-src 'self' https:;");
  const unasked = await pages.visit(`${linkTo(ticket)}&images=999999`);
  expect(unasked.headers.get('content-security-policy')).toContain("img-src 'self';");
});

test('lets no message look like the page', async () => {
  const message = '<div class="card ours"><h1 class="problem">Pay</h1><p class="skip">now</p></div>';
  const ticket = await world.ticket();
  await world.done('AddTicketReply', {
    ticketid: ticket.id,
    message: '# Pay',
    markdown: true,
    name: 'Eve',
    email: 'e@example.com',
  });
  await world.change(`update messages set body = $2, format = 'html' where ticket_id = $1 and is_first`, [
    ticket.id,
    message,
  ]);
  const { text } = await pages.visit(linkTo(ticket));
  expect(text).toContain('<div><h3>Pay</h3><p>now</p></div>');
  expect(text.match(/<h1/g)).toHaveLength(1);
});

test('says who wrote, where several people do', async () => {
  const ticket = await world.ticket({ name: 'Ann Lee', email: 'ann@example.com' });
  await world.admin('jo');
  await world.done('AddTicketReply', { ticketid: ticket.id, message: 'a', adminusername: 'jo' });
  await world.done('AddTicketReply', { ticketid: ticket.id, message: 'b', name: 'Kim', email: 'kim@example.com' });
  const heads = (await pages.visit(linkTo(ticket))).text.split('<div class="who">').slice(1);
  const people = heads.map((head) =>
    shown(head.split('<time')[0] ?? '')
      .trim()
      .split(/\s{2,}/),
  );
  expect(people).toEqual([['Ann Lee'], [expect.any(String), 'Our team'], ['Kim', 'kim@example.com']]);
});

test('shows the newest hundred messages, leads to older ones, and prints them all', async () => {
  const ticket = await world.ticket({ message: 'message 0 ' });
  await world.change(
    `insert into messages (ticket_id, author_kind, author_name, body, created_at)
     select $1, 'guest', 'Ann', 'message ' || n || ' ', now() + n * interval '1 second' from generate_series(1, 249) n`,
    [ticket.id],
  );
  const shownOn = (page: string): number[] => Array.from(page.matchAll(/message (\d+) /g), ([, n]) => Number(n));
  const count = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const older = (page: string) => `/${/<a href="([^"]*before=\d+)">Older/.exec(page)?.[1]?.replaceAll('&amp;', '&')}`;
  const first = (await pages.visit(linkTo(ticket))).text;
  expect(shownOn(first)).toEqual(count(150, 250));
  const second = (await pages.visit(older(first))).text;
  expect(shownOn(second)).toEqual(count(50, 150));
  const third = (await pages.visit(older(second))).text;
  expect(shownOn(third)).toEqual(count(0, 50));
  expect(third).not.toMatch(/Older messages/);
  expect(third).toMatch(/The newest messages/);
  const printed = (await pages.visit(`${linkTo(ticket)}&print=1`)).text;
  expect(shownOn(printed)).toEqual(count(0, 250));
  expect(printed).not.toContain('<form');
  // A message of another ticket is none to be older than.
  const other = await world.ticket();
  const [foreign] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [other.id]);
  expect(shownOn((await pages.visit(`${linkTo(ticket)}&before=${foreign?.id}`)).text)).toEqual(count(150, 250));
});
