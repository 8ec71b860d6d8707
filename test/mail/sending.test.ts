import { expectAnswer } from '../support/answers';
import { eventually } from '../support/eventually';
import { refusal, useMailServer } from '../support/mail-server';
import { useWorld } from '../support/world';

const mails = useMailServer();
const world = useWorld((config) => mails.configure(config));

beforeAll(() => world.serve());

const HOUR_MS = 60 * 60 * 1000;

/** Queues a mail to a new client. @returns its id */
async function queue(words = { subject: 'Hello', message: '<p>Hi {$client_first_name}</p>' }): Promise<number> {
  const { clientId } = await world.client();
  const { emailid } = await world.done('SendEmail', {
    ...{ customtype: 'general', customsubject: words.subject, custommessage: words.message, id: clientId },
  });
  return Number(emailid);
}

interface Row {
  status: string;
  answer: string;
  failure_reason: string;
  retry_count: number;
  due_at: Date;
  undelivered: string[] | null;
  token: string;
}

const rowOf = async (id: number) => (await world.rows<Row>('select * from emails where id = $1', [id]))[0]!;
const inState = (id: number, status: string) =>
  eventually(async () => {
    const row = await rowOf(id);
    return row.status === status ? row : undefined;
  });

test('a mail is sent with what its row says, and the row says what the server answered', async () => {
  const id = await queue();
  const { answer, token, failure_reason } = await inState(id, 'sent');
  expect([answer, failure_reason]).toEqual([expect.stringMatching(/^250 /), '']);
  const [{ parsed, envelope, raw }] = mails.received as [(typeof mails.received)[0]];
  expect(parsed).toMatchObject({
    subject: 'Hello',
    messageId: `<${token}@desk.example.com>`,
    text: expect.stringContaining('Hi Ann'),
    html: expect.stringContaining('<p>Hi Ann</p>'),
  });
  expect(parsed.from?.value).toEqual([{ name: 'Hatchdesk', address: 'desk@desk.example.com' }]);
  const replyTo = parsed.replyTo?.value[0]?.address ?? '';
  expect([replyTo, envelope.from]).toEqual(
    Array(2).fill(expect.stringMatching(/^desk\+[0-9a-f]{32}@desk\.example\.com$/)),
  );
  // Whoever is shown an answer sees its address. It must not tell what proves that a mail came back.
  expect(replyTo).not.toContain(token);
  expect(replyTo).not.toBe(envelope.from);
  expect(parsed.date?.getTime()).toBe(Math.floor(world.now.getTime() / 1000) * 1000);
  expect(envelope).toMatchObject({ to: [expect.stringMatching(/@example\.com$/)] });
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(raw).toMatch(/^X-Auto-Response-Suppress: All\r$/m);
  expect(raw).not.toMatch(/^(Bcc|X-Mailer|List-|Precedence)/im);
});

test('what a call writes as HTML loads and runs nothing, and reads the same as plain text', async () => {
  const message =
    '<p>Hi {$x}<img src="http://x.example/pixel.gif"></p><script>alert(1)</script><a href="{$y}">Go</a> <a href="https://x.example/">on</a><br>-- <br>Ruta';
  const { clientId } = await world.client();
  const { emailid } = await world.done('SendEmail', {
    ...{ customtype: 'general', customsubject: 'S', custommessage: message, id: clientId },
    customvars: { x: '<img src="http://x.example/">', y: 'javascript:alert(2)' },
  });
  await inState(Number(emailid), 'sent');
  const { html, text } = mails.received[0]!.parsed;
  expect(html).toContain(
    '<p>Hi &lt;img src="http://x.example/"&gt;</p><a>Go</a> <a href="https://x.example/">on</a><br />-- <br />Ruta',
  );
  expect(text).toBe('Hi <img src="http://x.example/">\n\nGo (javascript:alert(2)) on (https://x.example/)\n-- \nRuta');
});

test('Arabic and Hebrew are read from the right, each paragraph by its own letters', async () => {
  const id = await queue({
    subject: 'طابعة',
    message: '<p>Hello Ann,</p><p class="a">الطابعة لا تعمل.</p><ul dir="ltr"><li>المدخل 2</li></ul><pre>x</pre>',
  });
  await inState(id, 'sent');
  const { html, text } = mails.received[0]!.parsed;
  expect(html).toContain('<p dir="auto">Hello Ann,</p><p dir="auto" class="a">الطابعة لا تعمل.</p>');
  expect(html).toContain('<ul dir="ltr"><li dir="auto">المدخل 2</li></ul><pre>x</pre>');
  expect(text).toContain('Hello Ann,\n\nالطابعة لا تعمل.');
});

test('a deferred mail is tried again, and is the same mail then', async () => {
  const seen: string[] = [];
  mails.manners.mail = (raw) => {
    seen.push(raw);
    return seen.length < 3 ? refusal(451, 'greylisted, come back') : undefined;
  };
  const began = world.now;
  const id = await queue();
  const first = await inState(id, 'deferred');
  expect(first).toMatchObject({ retry_count: 1, failure_reason: '451 greylisted, come back', answer: '' });
  const wait = first.due_at.getTime() - began.getTime();
  expect(wait).toBeGreaterThanOrEqual(48_000);
  expect(wait).toBeLessThanOrEqual(72_000);
  world.now = new Date(first.due_at.getTime());
  await eventually(async () => (await rowOf(id)).retry_count === 2);
  world.now = new Date((await rowOf(id)).due_at.getTime());
  await inState(id, 'sent');
  expect(new Set(seen).size).toBe(1);
  expect(await rowOf(id)).toMatchObject({ failure_reason: '', answer: expect.stringMatching(/^250/) });
});

test.each([
  ['a'.repeat(1000), 76],
  [`See https://example.com/${'x'.repeat(300)} and ${'y'.repeat(80)}  twice`, 76],
  [`${'字'.repeat(300)} ${'z'.repeat(200)} é`, 76],
])('a subject with a long word arrives whole, in short lines: %s', async (subject, longest) => {
  const id = await queue({ subject, message: '<p>Hi</p>' });
  await inState(id, 'sent');
  const [{ parsed, raw }] = mails.received as [(typeof mails.received)[0]];
  expect(parsed.subject).toBe(subject);
  for (const [word] of raw.matchAll(/=\?utf-8\?\S*\?=/gi)) expect(word.length).toBeLessThanOrEqual(75);
  for (const line of (raw.split('\r\n\r\n')[0] ?? '').split('\r\n'))
    expect(line.length).toBeLessThanOrEqual(longest + 2);
});

test.each([
  ['a day', 1],
  ['a year', 366],
])('a mail deferred while the clock was %s ahead is sent when the clock is right again', async (_far, days) => {
  const right = world.now;
  mails.manners.mail = () => refusal(451, 'greylisted, come back');
  world.now = new Date(right.getTime() + days * 24 * HOUR_MS);
  const id = await queue();
  await inState(id, 'deferred');
  mails.manners.mail = () => undefined;
  world.now = right;
  await inState(id, 'sent');
});

test('what looks like an encoded word arrives as it was written', async () => {
  const id = await queue({ subject: 'a =?UTF-8?Q?b=0D=0ABcc:_c@example.org?= d', message: '<p>Hi</p>' });
  await inState(id, 'sent');
  expect(mails.received[0]?.parsed.subject).toBe('a = ?UTF-8?Q?b=0D=0ABcc:_c@example.org?= d');
});

test('a mail that the server never takes is given up at once', async () => {
  mails.manners.recipient = () => refusal(550, '5.1.1 no such user');
  const id = await queue();
  const { failure_reason } = await inState(id, 'failed');
  expect(failure_reason).toMatch(/^\S+@example\.com: 550 5\.1\.1 no such user$/);
  expect(await world.rows('select reason from undeliverable_addresses')).toEqual([
    { reason: '550 5.1.1 no such user' },
  ]);
});

test('a deferred mail is given up after two days', async () => {
  mails.manners.mail = () => refusal(452, 'full');
  const id = await queue();
  await inState(id, 'deferred');
  world.now = new Date(world.now.getTime() + 47 * HOUR_MS);
  await eventually(async () => (await rowOf(id)).retry_count >= 2);
  world.now = new Date(world.now.getTime() + HOUR_MS);
  expect(await inState(id, 'failed')).toMatchObject({ failure_reason: 'Not sent within two days: 452 full' });
});

test('a mail that waits is not sent once its ticket is deleted', async () => {
  mails.manners.mail = () => refusal(451, 'later');
  const { id: ticketId } = await world.ticket();
  const find = 'select id from emails where ticket_id = $1 and status = $2';
  const [{ id }] = (await eventually(async () => {
    const rows = await world.rows<{ id: number }>(find, [ticketId, 'deferred']);
    return rows.length > 0 && rows;
  })) as [{ id: number }];
  await world.done('DeleteTicket', { ticketid: ticketId });
  mails.manners = {};
  world.now = new Date((await rowOf(id)).due_at.getTime());
  expect(await inState(id, 'failed')).toMatchObject({ failure_reason: 'What it is about was deleted: 451 later' });
  expect(mails.received).toEqual([]);
});

test('whoever a server takes gets the mail once, and the others later', async () => {
  const { id: ticketId } = await world.ticket({ email: 'first@example.org', noemail: true });
  await world.done('UpdateTicket', { ticketid: ticketId, cc: 'busy@example.org,gone@example.org' });
  let isBusy = true;
  mails.manners.recipient = (address) => {
    if (address.startsWith('gone')) return refusal(550, '5.1.1 gone');
    return address.startsWith('busy') && isBusy ? refusal(450, 'busy') : undefined;
  };
  const { emailid } = await world.done('SendEmail', {
    ...{ customtype: 'support', customsubject: 'About it', custommessage: 'All', id: ticketId },
  });
  const id = Number(emailid);
  expect(await inState(id, 'deferred')).toMatchObject({
    undelivered: ['busy@example.org'],
    failure_reason: 'busy@example.org: 450 busy; gone@example.org: 550 5.1.1 gone',
  });
  isBusy = false;
  world.now = new Date((await rowOf(id)).due_at.getTime());
  const { failure_reason } = await inState(id, 'sent');
  expect(failure_reason).toBe('gone@example.org: 550 5.1.1 gone');
  expect(mails.received.map(({ envelope }) => envelope.to)).toEqual([['first@example.org'], ['busy@example.org']]);
  expect(new Set(mails.received.map(({ raw }) => raw)).size).toBe(1);
  const headers = mails.received[0]!.parsed;
  expect([headers.to, headers.cc].flat().map((list) => list?.text)).toEqual([
    '"Guest" <first@example.org>',
    'busy@example.org, gone@example.org',
  ]);
});

test('a mail that its recipient never gets counts as failed, although a copy was taken, and says so for each', async () => {
  const { id: ticketId } = await world.ticket({ email: 'gone@example.org', noemail: true });
  await world.done('UpdateTicket', { ticketid: ticketId, cc: 'copy@example.org' });
  mails.manners.recipient = (address) => (address.startsWith('gone') ? refusal(550, '5.1.1 gone') : undefined);
  await world.done('AddTicketReply', { ticketid: ticketId, message: 'Done.', adminusername: 'Jo' });
  const [{ id }] = (await eventually(async () => {
    const rows = await world.rows<{ id: number }>(`select id from emails where ticket_id = $1`, [ticketId]);
    return rows.length > 0 && rows;
  })) as [{ id: number }];
  await inState(id, 'failed');
  const answer = await world.done('GetTicket', { ticketid: ticketId });
  expectAnswer('GetTicket', answer);
  const { reply: replies } = answer.replies as { reply: { emails?: { email: unknown[] } }[] };
  expect(replies.at(-1)?.emails?.email).toMatchObject([
    {
      ...{ to: 'gone@example.org', cc: 'copy@example.org', state: 'failed', answer: expect.stringMatching(/^250 /) },
      failure_reason: 'gone@example.org: 550 5.1.1 gone',
      recipients: {
        recipient: [
          { address: 'gone@example.org', state: 'failed', failure_reason: '550 5.1.1 gone' },
          { address: 'copy@example.org', state: 'sent', failure_reason: '' },
        ],
      },
    },
  ]);
  expect(mails.received.map(({ envelope }) => envelope.to)).toEqual([['copy@example.org']]);
  // Nothing automatic goes there any more.
  await world.done('UpdateTicket', { ticketid: ticketId, status: 'Closed' });
  await eventually(async () => mails.received.length === 2);
  expect(mails.received.map(({ parsed }) => parsed.to)).toMatchObject([
    { text: '"Guest" <gone@example.org>' },
    { text: 'copy@example.org' },
  ]);
});

test('a mail that may have arrived is sent again seldom, and keeps up no other', async () => {
  let tries = 0;
  mails.manners.hangsUp = (to) => {
    if (!to.includes('odd@example.org')) return false;
    tries += 1;
    return true;
  };
  const { id: ticketId } = await world.ticket({ email: 'odd@example.org', noemail: true });
  const pauses: number[] = [];
  const { emailid } = await world.done('SendEmail', {
    ...{ customtype: 'support', customsubject: 'About it', custommessage: 'All', id: ticketId },
  });
  for (const tried of [1, 2, 3, 4]) {
    const row = await eventually(async () => {
      const found = await rowOf(Number(emailid));
      return found.retry_count === tried ? found : undefined;
    });
    expect(row).toMatchObject({
      status: 'deferred',
      failure_reason: 'The mail server closed the connection after it began to take this mail, which may have arrived',
    });
    pauses.push(row.due_at.getTime() - world.now.getTime());
    await inState(await queue(), 'sent');
    expect(tries).toBe(tried);
    world.now = row.due_at;
  }
  // The first time, the server may just have gone down.
  expect(pauses.shift()).toBeLessThan(24_000);
  for (const [index, pauseMs] of pauses.entries()) {
    expect(pauseMs / 2 ** index).toBeGreaterThanOrEqual(24_000);
    expect(pauseMs / 2 ** index).toBeLessThanOrEqual(36_000);
  }
  expect(world.log.filter(({ msg }) => msg === 'the mail server broke off a mail')).toMatchObject([
    { level: 40, mail: Number(emailid), reason: expect.stringContaining('which may have arrived') },
  ]);
});

test('while the server is down, mail waits, and is sent as soon as it is back', async () => {
  await mails.stop();
  const id = await queue();
  const { failure_reason } = await inState(id, 'deferred');
  expect(failure_reason).toMatch(/ECONNREFUSED/);
  expect(world.log.filter(({ msg }) => msg === 'the mail server takes no mail')).toMatchObject([
    { level: 40, reason: expect.stringContaining('ECONNREFUSED') },
  ]);
  await mails.start();
  await eventually(async () => {
    world.now = new Date(world.now.getTime() + 1_000);
    return (await rowOf(id)).status === 'sent';
  });
});
