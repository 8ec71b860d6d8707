import { type Taken, takeMail } from '../../src/inbound/take';
import { furnish, type MailedTicket, openTickets, writeMails } from '../support/mail-desk';
import { type MailText, mailOf, reportOf } from '../support/mail-text';
import { useWorld } from '../support/world';

const HOUR_MS = 60 * 60 * 1000;
const PASS = { 'Authentication-Results': 'mx.desk.example.com; dmarc=pass header.from=desk.example.com' };
const pass = (domain: string) => ({
  'Authentication-Results': `mx.desk.example.com; dmarc=pass header.from=${domain}`,
});
const FAIL = { 'Authentication-Results': 'mx.desk.example.com; dmarc=fail' };
/** What mail servers write of a sender whose address says more than an address. */
const FORGED = [
  'spf=pass smtp.mailfrom==?utf-8?Q?a=3B_dmarc=3Dpass_header.from=3Ddesk.example.com=3B_x?=@evil.example; dmarc=none header.from=desk.example.com',
  'spf=pass smtp.mailfrom==?utf-8?Q?a=3B_dmarc=3Dpass_header.from=3Ddesk.example.com=3B_=28?=@evil.example; dmarc=fail header.from=desk.example.com',
  'spf=pass (domain of =?utf-8?Q?=29=3B_dmarc=3Dpass_header.from=3Ddesk.example.com=3B_x=3Dy_=28=28?=@evil.example) smtp.mailfrom=x; dmarc=fail (p=NONE) header.from=desk.example.com',
];
const RUTA = 'Ruta Imbrie <ruta@desk.example.com>';
const MIRKA = 'Mirka Tolva <mirka@example.net>';

const world = useWorld((config) => {
  config.desk.email = 'desk@desk.example.com';
});

let departments: Map<string, number>;
let tickets: Map<string, MailedTicket>;

const ticket = (key: string): MailedTicket => {
  const found = tickets.get(key);
  if (found === undefined) throw new Error(`no ticket ${key}`);
  return found;
};

const departmentId = (key: string): number => departments.get(key) ?? 0;

beforeAll(async () => {
  departments = await furnish(world);
  tickets = await openTickets(world, departments);
});

beforeEach(async () => {
  world.now = new Date(world.now.getTime() + 2 * HOUR_MS);
});

const failures: unknown[] = [];

const takeRaw = (raw: Buffer, origin: object = {}): Promise<Taken> =>
  takeMail({ ...world.desk, onFailure: (failure) => failures.push(failure) }, raw, {
    ...{ way: 'imap', mailboxId: null, receivedAt: world.now, recipients: [], departmentId: 1 },
    ...origin,
  });

const take = (mail: MailText, origin: object = {}): Promise<Taken> => takeRaw(mailOf(mail), origin);

interface LogRow {
  flags: string[];
  outcome: string;
  reason: string;
  detail: string;
  other_ticket_id: number | null;
  message_id: number | null;
  note_id: number | null;
  is_acknowledged: boolean;
  is_told: boolean;
}

async function logOf({ mailLogId }: Taken): Promise<LogRow> {
  const [row] = await world.rows<LogRow>('select * from mail_log where id = $1', [mailLogId]);
  if (row === undefined) throw new Error('no such mail');
  return row;
}

const messagesOf = (ticketId: number | null) =>
  world.rows<{ kind: string; name: string; email: string; body: string }>(
    `select author_kind as kind, author_name as name, author_email as email, body from messages
     where ticket_id = $1 order by id`,
    [ticketId],
  );

const bodiesOf = async (key: string): Promise<string> =>
  (await messagesOf(ticket(key).id)).map(({ body }) => body).join('\n');

/** The mails to customers that were written after one of them. */
const mailsSince = (id: number) =>
  world.rows<{ to: string[]; cc: string[]; template: string; plain: string; token: string; automatic: string }>(
    `select array(select r ->> 'address' from jsonb_array_elements(recipients) r) as "to", cc, plain, token, automatic,
       (select name from email_templates where id = template_id) as template
     from emails where id > $1 and staff_id is null order by id`,
    [id],
  );

/** The last mail so far, when all that is due is written. */
async function lastMail(): Promise<number> {
  await writeMails(world);
  const [row] = await world.rows<{ id: number }>('select coalesce(max(id), 0)::int as id from emails');
  return row?.id ?? 0;
}

describe('a number proves nothing', () => {
  test.each<[string, MailText]>([
    ['a stranger', { from: 'Stranger <stranger.1@example.org>' }],
    ['the client of another ticket', { from: 'Zofja Brenn <zofja@example.org>' }],
    ['staff whom nothing verifies', { from: RUTA }],
    ['staff whose address somebody forged', { from: RUTA, headers: FAIL }],
    ['the client, but DMARC fails', { from: MIRKA, headers: FAIL }],
    ['a stranger with the name of the client', { from: 'mirka@example.net <stranger.2@example.org>' }],
    [
      'a stranger with the client in Sender and Reply-To',
      {
        from: 'stranger.3@example.org',
        headers: { Sender: 'mirka@example.net', 'Reply-To': 'mirka@example.net' },
      },
    ],
    [
      'a form that names the client in Reply-To',
      { from: 'noreply@evil.example', headers: { ...pass('evil.example'), 'Reply-To': 'mirka@example.net' } },
    ],
    [
      'a list that names the client in Reply-To',
      {
        from: 'l@evil.example',
        headers: { 'List-Id': '<l.evil.example>', 'List-Post': '<mailto:l@evil.example>', 'Reply-To': MIRKA },
      },
    ],
    ...FORGED.map((results, at): [string, MailText] => [
      `staff with words of their own in an encoded word (${at})`,
      { from: RUTA, headers: { 'Authentication-Results': `mx.desk.example.com; ${results}` } },
    ]),
    ['the client beside another author', { from: `${MIRKA}, Eve <eve@evil.example>` }],
    ['the client beside another author, but DMARC fails', { from: `${MIRKA}, Eve <eve@evil.example>`, headers: FAIL }],
  ])('%s opens a ticket of their own', async (_title, mail) => {
    const before = await bodiesOf('A');
    const taken = await take({ ...mail, subject: `Re: [Ticket #${ticket('A').number}] Printer`, text: 'Tell me all.' });
    expect(taken).toMatchObject({ outcome: 'ticket', reason: 'new-ticket' });
    expect(taken.ticketId).not.toBe(ticket('A').id);
    expect(await bodiesOf('A')).toBe(before);
  });

  test('whoever only claims to be the client lets nobody have copies', async () => {
    const lists = { 'List-Id': '<l.evil.example>', 'List-Post': '<mailto:l@evil.example>', 'Reply-To': MIRKA };
    for (const mail of [
      { from: 'noreply@evil.example', headers: { 'Reply-To': MIRKA } },
      { from: 'l@evil.example', headers: lists },
      { from: `${MIRKA}, Eve <eve@evil.example>`, headers: FAIL },
    ]) {
      const headers = { ...mail.headers, 'In-Reply-To': `<${ticket('A').mid}>`, Cc: 'spy@evil.example' };
      for (const taken of [
        await take({ ...mail, headers }),
        await take({ ...mail, headers: { ...mail.headers, Cc: headers.Cc } }),
      ]) {
        const rows = await world.rows('select 1 from recipients where ticket_id = $1 and email like $2', [
          taken.ticketId,
          '%evil.example',
        ]);
        expect(rows).toEqual([]);
      }
    }
  });

  test('an acknowledgement does not tell whether the number exists', async () => {
    const since = await lastMail();
    const texts: string[] = [];
    for (const number of [ticket('A').number, '999999999']) {
      await take({ from: `Curious <curious.${number}@example.org>`, subject: `[Ticket #${number}] Hello` });
    }
    await writeMails(world);
    for (const { plain, to } of await mailsSince(since))
      texts.push(plain.replaceAll(/\d{5,}/g, 'N').replace(to[0] ?? '', ''));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toContain('Printer');
  });

  test.each(['mirka@example.net', 'oren@example.net', 'MIRKA@EXAMPLE.NET'])('%s is on the ticket', async (from) => {
    const taken = await take({ from, subject: `SV: WG: [Ticket ID: ${ticket('A').number}]`, text: `I am ${from}.` });
    expect(taken).toMatchObject({ outcome: 'reply', reason: 'customer-reply', ticketId: ticket('A').id });
  });

  test('verified staff is believed, but only in their own departments', async () => {
    await world.admin('sam', { email: 'sam@desk.example.com', departmentIds: [departmentId('sales')] });
    const subject = `[Ticket #${ticket('B').number}]`;
    const ofRuta = await take({ from: RUTA, headers: PASS, subject, text: 'Copies are on their way.' });
    expect(ofRuta).toMatchObject({ outcome: 'reply', reason: 'staff-reply', ticketId: ticket('B').id });
    const ofSam = await take({ from: 'sam@desk.example.com', headers: PASS, subject, text: 'I am in sales.' });
    expect(ofSam).toMatchObject({ outcome: 'ticket' });
    expect((await logOf(ofSam)).flags).toEqual(['names-foreign-ticket']);
  });

  test('of two tags, the leftmost counts to which the sender may write', async () => {
    const subject = `[Ticket #${ticket('Z').number}] [Ticket #${ticket('A').number}] [Ticket #${ticket('B').number}]`;
    const taken = await take({ from: MIRKA, subject, text: 'Two of them are mine.' });
    expect(taken.ticketId).toBe(ticket('A').id);
    expect(await logOf(taken)).toMatchObject({ flags: ['also-refers'], other_ticket_id: ticket('B').id });
  });

  test.each(['ABC - 1234 - 2026', 'a-b_c/9'])('the number may be %s', async (number) => {
    await world.change('update tickets set number = $1 where id = $2', [number, ticket('C').id]);
    const taken = await take({ from: MIRKA, subject: `Re: [Ticket ID: ${number}] and more`, text: `It is ${number}.` });
    expect(taken).toMatchObject({ outcome: 'reply', ticketId: ticket('C').id });
  });

  test('a thousand tags take no time', async () => {
    const subject = Array.from({ length: 1_000 }, (_, index) => `[Ticket #${index}]`).join('');
    expect(await take({ from: MIRKA, subject })).toMatchObject({ outcome: 'ticket' });
  });
});

describe('who has a mail of ours has proof', () => {
  test.each<[string, () => MailText, object?]>([
    ['In-Reply-To', () => ({ headers: { 'In-Reply-To': `<${ticket('A').mid}>` } })],
    [
      'In-Reply-To with words around it',
      () => ({ headers: { 'In-Reply-To': `Your mail of today <${ticket('A').mid}>` } }),
    ],
    ['References only', () => ({ headers: { References: `<x@example.org> <${ticket('A').mid}> <y@example.org>` } })],
    ['the address', () => ({ to: ticket('A').address })],
    ['the address in capitals', () => ({ to: ticket('A').address.toUpperCase() })],
    ['the address in Cc', () => ({ to: 'office@example.org', headers: { Cc: ticket('A').address } })],
    ['X-Original-To', () => ({ headers: { 'X-Original-To': ticket('A').address } })],
    ['Envelope-To', () => ({ headers: { 'Envelope-To': ticket('A').address } })],
    ['an earlier mail of the customer', () => ({ headers: { 'In-Reply-To': `<${ticket('A').customermid}>` } })],
  ])('%s', async (title, mail) => {
    const taken = await take({
      from: 'Colleague <colleague@example.org>',
      subject: 'Hm',
      text: `By ${title}.`,
      ...mail(),
    });
    expect(taken).toMatchObject({ outcome: 'reply', ticketId: ticket('A').id });
    expect((await messagesOf(ticket('A').id)).at(-1)).toEqual({
      ...{ kind: 'guest', name: 'Colleague', email: 'colleague@example.org', body: `By ${title}.` },
    });
    expect((await logOf(taken)).flags).toEqual(['unknown-sender']);
  });

  test('the recipient in the SMTP envelope', async () => {
    const recipients = [ticket('A').address];
    const taken = await take(
      { from: MIRKA, to: 'x@example.org', subject: 'Hm' },
      { way: 'smtp', departmentId: null, recipients },
    );
    expect(taken).toMatchObject({ outcome: 'reply', ticketId: ticket('A').id });
  });

  test('a stranger gets no mail by answering, and gets nobody else any', async () => {
    const since = await lastMail();
    await take({
      ...{ from: 'Colleague <colleague@example.org>', to: 'support@desk.example.com, victim@example.org' },
      headers: { 'In-Reply-To': `<${ticket('Z').mid}>`, Cc: 'other.victim@example.org' },
    });
    await world.done(
      'AddTicketReply',
      { ticketid: ticket('Z').id, message: 'Thank you.', adminusername: 'ruta' },
      'ruta',
    );
    await writeMails(world);
    expect((await mailsSince(since)).flatMap(({ to, cc }) => [...to, ...cc])).toEqual(['zofja@example.org']);
  });

  test('a reply of somebody on the ticket adds those in Cc, but no address of the desk', async () => {
    await take({
      ...{ from: 'Tadeo Vink <tadeo@example.org>', to: `${ticket('G').address}, sales@desk.example.com` },
      headers: {
        Cc: 'lena@example.org, new@example.org, ruta@desk.example.com, tadeo@example.org, noreply@example.org',
      },
    });
    const cc = await world.rows(`select email from recipients where ticket_id = $1 order by position`, [
      ticket('G').id,
    ]);
    expect(cc).toEqual([{ email: 'lena@example.org' }, { email: 'new@example.org' }]);
  });

  test('an address in a Unicode domain is the same in both spellings', async () => {
    const taken = await take({
      from: 'Ida <ida@xn--bcher-kva.example.net>',
      subject: `[Ticket #${ticket('I').number}]`,
    });
    expect(taken).toMatchObject({ outcome: 'reply', ticketId: ticket('I').id });
  });

  test('a reply to a merged ticket goes to the survivor, also by its number', async () => {
    for (const mail of [{ to: ticket('M').address }, { subject: `[Ticket #${ticket('M').number}]` }]) {
      expect(await take({ from: MIRKA, ...mail })).toMatchObject({ outcome: 'reply', ticketId: ticket('A').id });
    }
  });

  test('forwarded to another department, it is a new matter there', async () => {
    const mail = { from: MIRKA, subject: 'Fwd: Printer', headers: { References: `<${ticket('A').mid}>` } };
    const taken = await take({ ...mail, to: 'sales@desk.example.com' }, { departmentId: departmentId('sales') });
    expect(taken.outcome).toBe('ticket');
    expect(await logOf(taken)).toMatchObject({ flags: ['also-refers'], other_ticket_id: ticket('A').id });
    const moved = await take(
      { ...mail, subject: 'Re: Printer', to: 'sales@desk.example.com' },
      { departmentId: departmentId('sales') },
    );
    expect(moved).toMatchObject({ outcome: 'reply', ticketId: ticket('A').id });
  });
});

describe('staff', () => {
  test('whom nothing verifies, writes a note that nobody gets', async () => {
    const since = await lastMail();
    const headers = { 'In-Reply-To': `<${ticket('B').staffmid}>` };
    const taken = await take({ from: RUTA, headers, text: 'Pay me.', files: [{ name: 'a.txt', content: 'x' }] });
    expect(taken).toMatchObject({ outcome: 'note', reason: 'unverified-staff', ticketId: ticket('B').id });
    await writeMails(world);
    expect(await lastMail()).toBe(since);
    const [note] = await world.rows('select staff_id, author_name, body from notes where id = $1', [
      (await logOf(taken)).note_id,
    ]);
    expect(note).toEqual({ staff_id: null, author_name: 'Ruta Imbrie (not verified)', body: 'Pay me.' });
  });

  test('who is verified, writes as staff', async () => {
    const since = await lastMail();
    const headers = { ...PASS, 'In-Reply-To': `<${ticket('B').staffmid}>` };
    const taken = await take({ from: RUTA, headers, text: 'They are in the post.' });
    expect(taken).toMatchObject({ outcome: 'reply', reason: 'staff-reply', ticketId: ticket('B').id });
    await writeMails(world);
    expect(await mailsSince(since)).toMatchObject([{ to: ['mirka@example.net'], automatic: '' }]);
  });

  test('whose account is disabled, is a stranger', async () => {
    const id = await world.admin('gone', { email: 'gone@desk.example.com' });
    await world.change('update staff set disabled = true where id = $1', [id]);
    const taken = await take({
      from: 'gone@desk.example.com',
      headers: PASS,
      subject: `[Ticket #${ticket('A').number}]`,
    });
    expect(taken.outcome).toBe('ticket');
  });

  test('who forwards a mail, opens the ticket for whoever wrote it', async () => {
    const since = await lastMail();
    const text =
      'Who takes this?\n\n---------- Forwarded message ---------\nFrom: Pia Low <pia@example.org>\nDate: Friday\nSubject: Door\nTo: <ruta@desk.example.com>\n\nThe door is stuck.';
    const verified = await take({ from: RUTA, headers: PASS, subject: 'Fwd: Door', text });
    const [row] = await world.rows('select opener_kind, requester_name, requester_email from tickets where id = $1', [
      verified.ticketId,
    ]);
    expect(row).toEqual({ opener_kind: 'staff', requester_name: 'Pia Low', requester_email: 'pia@example.org' });
    await writeMails(world);
    expect(await mailsSince(since)).toEqual([]);
    const forged = await take({ from: 'Stranger <stranger.9@example.org>', subject: 'Fwd: Door', text });
    const [other] = await world.rows('select requester_email from tickets where id = $1', [forged.ticketId]);
    expect(other).toEqual({ requester_email: 'stranger.9@example.org' });
  });

  test.each([
    [
      'Thunderbird',
      'Fwd: Door',
      ['Subject: \tDoor', 'Date: \tFri, 20 Nov 2026', 'From: \tWHO', 'To: \truta@x.example'],
    ],
    ['a mark of the mail server', '[EXTERNAL] FW: Door', ['From: WHO', 'Sent: Friday', 'To: Ruta', 'Subject: Door']],
    ['bold labels', 'FW: Door', ['*From:* WHO', '*Sent:* Friday', '*To:* Ruta', '*Subject:* Door']],
    ['Czech', 'Přeposláno: Dveře', ['Od: WHO', 'Datum: pá 20. 11. 2026', 'Předmět: Dveře', 'Komu: Ruta']],
    ['Hungarian', 'Továbbítás: Ajtó', ['Feladó: WHO', 'Dátum: 2026. nov. 20.', 'Tárgy: Ajtó', 'Címzett: Ruta']],
    ['Turkish', 'İLT: Kapı', ['Kimden: WHO', 'Gönderildi: Cuma', 'Kime: Ruta', 'Konu: Kapı']],
    ['Arabic', 'إعادة توجيه: الباب', ['من: WHO', 'التاريخ: الجمعة', 'الموضوع: الباب', 'إلى: Ruta']],
    ['Hebrew', 'הועבר: דלת', ['מאת: WHO', 'תאריך: יום ו', 'נושא: דלת', 'אל: Ruta']],
    ['Korean', '전달: 문', ['보낸 사람: WHO', '날짜: 2026년 11월 20일', '제목: 문', '받는 사람: Ruta']],
  ])('who forwards a mail as programs do: %s', async (name, subject, lines) => {
    const address = `pia.${[...name].length}.${name.charCodeAt(0)}@example.org`;
    const text = `Who takes this?\n\n${lines.join('\n').replace('WHO', `Pia Low <${address}>`)}\n\nIt is stuck.`;
    const taken = await take({ from: RUTA, headers: PASS, subject, text });
    expect(await logOf(taken)).toMatchObject({ outcome: 'ticket', flags: ['forwarded-by-staff'] });
    const [row] = await world.rows(
      'select requester_name as name, requester_email as email from tickets where id = $1',
      [taken.ticketId],
    );
    expect(row).toEqual({ name: 'Pia Low', email: address });
  });

  test('what a customer forwards into a ticket is shown, and what a Finnish answer quotes is not', async () => {
    const { id, mid, address: to } = ticket('C');
    const headers = { 'In-Reply-To': `<${mid}>` };
    const block = 'Lähettäjä: Desk <desk@desk.example.com>\nLähetetty: perjantai 20. marraskuuta 2026 15.15\n';
    const text = `Kiitos!\n\n${block}Vastaanottaja: Mirka\nAihe: Ovi\n\nOlkaa hyvä.`;
    for (const subject of ['VS: Ovi', 'VL: Ovi']) await take({ from: MIRKA, to, subject, headers, text });
    expect((await messagesOf(id)).slice(-2).map(({ body }) => body)).toEqual(['Kiitos!', text]);
  });
});

test.each([
  ['text/plain; charset=utf-8; name="Message.txt"', 'inline; filename="Message.txt"', 'The lamp is out.'],
  ['text/html; charset=utf-8; name="body.html"', '', 'The lamp is out.'],
  ['text/plain; charset=utf-8', 'attachment; filename="log.txt"', ''],
])('a text that is the whole mail is read under any name, unless it is attached: %s, %s', async (type, how, body) => {
  const head = ['From: Ida <ida@example.org>', 'To: support@desk.example.com', `Subject: Named ${type}${how}`];
  const more = ['MIME-Version: 1.0', `Content-Type: ${type}`, ...(how === '' ? [] : [`Content-Disposition: ${how}`])];
  const taken = await takeRaw(Buffer.from([...head, ...more, '', 'The lamp is out.', ''].join('\r\n')));
  expect((await messagesOf(taken.ticketId)).map((message) => message.body)).toEqual([body]);
});

test.each([
  [
    'an excuse for the lack of text',
    'Please use a mail program that shows HTML.',
    '<p>It <b>burns</b>.</p>',
    'It burns.',
  ],
  ['what a person writes', 'My HTML page\nburns.', '<p>My <b>HTML</b> page burns.</p>', 'My HTML page\nburns.'],
  ['words beside a picture', 'Is this HTML?', '<img src="https://x.example/a.png">', 'Is this HTML?'],
])('of two forms of a text, the one with words is read: %s', async (subject, text, html, body) => {
  const taken = await take({ from: 'Ira <ira@example.org>', subject, text, html });
  expect((await messagesOf(taken.ticketId)).map((message) => message.body)).toEqual([body]);
});

test('a blocked sender is blocked in both spellings of the domain', async () => {
  await world.done('AddSpamFilter', { type: 'sender', pattern: 'ole@blåbær.example' });
  for (const from of ['Ole <ole@xn--blbr-roah.example>', 'Ole <OLE@Blåbær.example>']) {
    expect(await take({ from })).toMatchObject({ outcome: 'ignored', reason: 'spam-filter' });
  }
});

test('files whose names hide their extensions get those of their types', async () => {
  const part = (type: string, name: string) =>
    `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n`;
  const parts = [
    ...[part('application/pdf', 'Invoice No. 5'), part('image/jpeg', 'photo'), part('image/png', 'Plan v1.2')],
    ...[part('application/pdf', 'run.exe'), part('application/octet-stream', 'data'), part('image/png', 'a.jpg')],
  ];
  const headers = ['From: Ivo <ivo@example.org>', 'To: support@desk.example.com', 'Subject: Hidden'];
  const head = [...headers, 'Content-Type: multipart/mixed; boundary=b', ''].join('\r\n');
  const taken = await takeRaw(Buffer.from(`${head}\r\n${parts.join('')}--b--\r\n`));
  const files = await world.rows<{ filename: string }>(
    `select a.filename from attachments a join messages m on m.id = a.message_id where m.ticket_id = $1 order by a.id`,
    [taken.ticketId],
  );
  const kept = ['Invoice No. 5.pdf', 'photo.jpg', 'Plan v1.2.png', 'a.jpg'];
  expect(files.map(({ filename }) => filename)).toEqual(kept);
});

test('a group that is the address of the desk writes for whoever wrote to it, and proves nothing', async () => {
  const desk = 'support@desk.example.com';
  const group = { 'Reply-To': `Support <${desk}>`, 'List-Id': '<support.desk.example.com>', Precedence: 'list' };
  const from = `'Mirka Tolva' via Support <${desk}>`;
  const headers = { ...group, 'X-Original-Sender': 'mirka@example.net', 'X-Original-From': MIRKA };
  const taken = await take({ from, headers, subject: `[Ticket #${ticket('A').number}] Group` });
  expect(taken).toMatchObject({ outcome: 'ticket' });
  expect((await logOf(taken)).flags).toContain('reply-to-used');
  expect(await messagesOf(taken.ticketId)).toMatchObject([{ kind: 'client', body: 'The lamp is out.' }]);
  for (const others of [group, { ...headers, 'List-Id': '' }, { ...group, 'X-Original-From': desk }]) {
    expect(await take({ from, headers: others })).toMatchObject({ outcome: 'ignored', reason: 'own-mail' });
  }
});

test('what GroupWise and eM Client quote is hidden, and kept', async () => {
  const { id, address: to } = ticket('A');
  const quotes = [
    '>>> Desk <desk@desk.example.com> 20.11.2026 16:02 >>>\nWhich one?',
    '------ Original Message ------\nFrom "Desk" <desk@desk.example.com>\nTo "Mirka" <m@e.example>\nDate 20.11.2026 16:02\n\nWhich one?',
  ];
  for (const quote of quotes) {
    const taken = await take({ from: MIRKA, to, text: `The left one.\n\n${quote}` });
    expect((await messagesOf(id)).at(-1)).toMatchObject({ body: 'The left one.' });
    const kept = await world.done('GetReceivedMail', { mailid: taken.mailLogId });
    expect(kept.text).toContain('Which one?');
  }
});

test('Exchange tells its automatic replies by their subjects only', async () => {
  const { id, staffmid } = ticket('B');
  const headers = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'In-Reply-To': `<${staffmid}>`,
  };
  const before = (await messagesOf(id)).length;
  for (const subject of ['ავტომატური პასუხი: Door', 'Outomatiese antwoord: Door', 'خودکار جواب: Door']) {
    expect(await take({ from: MIRKA, subject, headers })).toMatchObject({ outcome: 'ignored', reason: 'auto-reply' });
  }
  expect(await messagesOf(id)).toHaveLength(before);
});

test('a desk in Japan tells its automatic replies by brackets around the words', async () => {
  const { id, address } = ticket('B');
  const before = (await messagesOf(id)).length;
  const taken = await take({ from: MIRKA, to: address, subject: '【自動返信】お問い合わせありがとうございます' });
  expect(taken).toMatchObject({ outcome: 'ignored', reason: 'auto-reply', ticketId: id });
  expect(await messagesOf(id)).toHaveLength(before);
  const asked = await take({ from: 'Aiko <aiko@example.org>', subject: '【自動返信】が届きません' });
  expect(asked).toMatchObject({ outcome: 'ticket' });
});

test('elements that begin a line do so in the text too', async () => {
  const html = '<details><summary>Log</summary>Error 5</details><figure><figcaption>Tray 2</figcaption></figure>';
  const taken = await take({ from: 'Ilse <ilse@example.org>', subject: 'Lines', text: '', html });
  expect((await messagesOf(taken.ticketId)).map(({ body }) => body)).toEqual(['Log\nError 5\nTray 2']);
});

test('what stands in text areas, lists and fallbacks is in the text, and on the page of the ticket', async () => {
  const html =
    '<p>Form:</p><textarea>It &amp; burns</textarea><select><option>Red</option><option>Blue</option></select><noscript><p>Call me</p></noscript><object>No film</object>';
  const { ticketId } = await take({ from: 'Ilse <ilse@example.org>', subject: 'Form', text: '', html });
  const [message] = await messagesOf(ticketId);
  expect(message?.body).toBe('Form:\n\nIt & burns\n\nRed\nBlue\n\nCall me\n\nNo film');
  const shown = JSON.stringify(await world.done('GetTicketConversation', { ticketid: ticketId }));
  for (const words of ['burns', 'Red', 'Blue', 'Call me', 'No film']) expect(shown).toContain(words);
});

/** How a mail got here. */
interface Arrival {
  headers?: Record<string, string>;
  departmentId?: number | null;
  recipients?: string[];
}

describe('departments', () => {
  test('tell a sender once an hour that they do not take a mail', async () => {
    const since = await lastMail();
    const toldOf = async (mail: MailText) => {
      const taken = await take({ to: 'billing@desk.example.com', ...mail }, { departmentId: departmentId('billing') });
      expect(taken).toMatchObject({ outcome: 'refused', reason: 'clients-only', ticketId: null });
      return (await logOf(taken)).is_told;
    };
    const from = 'Eager <eager@example.org>';
    expect([await toldOf({ from }), await toldOf({ from: 'EAGER@example.org' })]).toEqual([true, false]);
    expect(await toldOf({ from: 'Other <other@example.org>' })).toBe(true);
    world.now = new Date(world.now.getTime() + HOUR_MS + 1_000);
    expect(await toldOf({ from })).toBe(true);
    for (const headers of [
      ...[
        { 'Auto-Submitted': 'auto-generated' },
        { Precedence: 'bulk' },
        { 'Return-Path': '<>' },
        { 'List-Id': '<l.example.org>' },
      ],
      ...[{ 'X-Auto-Response-Suppress': 'All' }, FAIL],
    ]) {
      expect(await toldOf({ from: `Robot <robot.${JSON.stringify(headers).length}@example.org>`, headers })).toBe(
        false,
      );
    }
    expect(await toldOf({ from: 'No Reply <no-reply@example.org>' })).toBe(false);
    expect((await mailsSince(since)).map(({ to, template, automatic }) => [to[0], template, automatic])).toEqual([
      ['eager@example.org', 'Clients Only Bounce Message', 'auto-replied'],
      ['other@example.org', 'Clients Only Bounce Message', 'auto-replied'],
      ['eager@example.org', 'Clients Only Bounce Message', 'auto-replied'],
    ]);
  });

  test.each<[string, string[], Arrival, string]>([
    ['the mailbox', ['office@example.org'], { departmentId: 4 }, 'sales'],
    [
      'the recipient of SMTP',
      ['office@example.org'],
      { departmentId: null, recipients: ['sales+x@desk.example.com'] },
      'sales',
    ],
    ['To, with one mailbox for many', ['SALES@desk.example.com'], { departmentId: null }, 'sales'],
    ['the first that is named, in any mailbox', ['sales@desk.example.com', 'support@desk.example.com'], {}, 'sales'],
    [
      'the first that is named, whichever copy a mailbox for many has',
      ['support@desk.example.com', 'sales@desk.example.com'],
      { departmentId: null, headers: { 'Delivered-To': 'sales@desk.example.com' } },
      'support',
    ],
    [
      'Delivered-To, if To names others',
      ['office@example.org', 'support@desk.example.com'],
      {
        departmentId: null,
        headers: { 'Delivered-To': 'noreach@example.org', 'X-Original-To': 'sales@desk.example.com' },
      },
      'sales',
    ],
    ['the mailbox, if others are named', ['sales@desk.example.com'], {}, 'support'],
    ['the default, if nothing is named', ['office@example.org'], { departmentId: null }, 'support'],
  ])('%s decides', async (title, to, { headers, ...origin }: Arrival, key) => {
    const { ticketId } = await take(
      { from: `Ask <ask.${title.length}@example.org>`, to: to.join(', '), ...(headers && { headers }) },
      origin,
    );
    const [row] = await world.rows('select department_id as id from tickets where id = $1', [ticketId]);
    expect(row).toEqual({ id: departmentId(key) });
  });

  test('for clients only take mail of clients and verified staff', async () => {
    const origin = { departmentId: departmentId('billing') };
    const to = 'billing@desk.example.com';
    expect(await take({ from: MIRKA, to }, origin)).toMatchObject({ outcome: 'ticket' });
    expect(await take({ from: RUTA, headers: PASS, to }, origin)).toMatchObject({ outcome: 'ticket' });
    expect(await take({ from: RUTA, to }, origin)).toMatchObject({ outcome: 'refused', reason: 'clients-only' });
    expect(await take({ from: MIRKA, headers: FAIL, to }, origin)).toMatchObject({ outcome: 'refused' });
  });

  test('may refuse mail to closed tickets', async () => {
    await world.done('SetConfigurationValue', { setting: 'MailToClosedTickets', value: 'refuse' });
    const since = await lastMail();
    const taken = await take({ from: MIRKA, to: ticket('K').address });
    expect(taken).toMatchObject({ outcome: 'refused', reason: 'closed-ticket', ticketId: ticket('K').id });
    expect(await mailsSince(since)).toMatchObject([
      { to: ['mirka@example.net'], template: 'Closed Ticket Bounce Message' },
    ]);
    const byHand = await world.done('ImportMail', { mailid: taken.mailLogId });
    expect(byHand).toMatchObject({ outcome: 'reply', ticketid: ticket('K').id });
    await world.done('ResetConfigurationValue', { setting: 'MailToClosedTickets' });
  });
});

describe('loops', () => {
  test('an out-of-office reply is noted at its ticket and does nothing', async () => {
    const before = await messagesOf(ticket('A').id);
    const headers = { 'In-Reply-To': `<${ticket('A').mid}>` };
    const subject = '=?utf-8?Q?Automatick=C3=A1_odpov=C4=9B=C4=8F=3A_Printer?=';
    for (const mail of [
      { subject: 'Automatische Antwort: Drucker' },
      { headers: { ...headers, 'X-Autoreply': 'yes' } },
      { headers: { ...headers, 'X-Mail-Autoreply': '1' } },
      { headers: { ...headers, 'X-Autoreply-From': MIRKA } },
      { headers: { ...headers, 'X-Autogenerated': 'Reply' } },
    ]) {
      const taken = await take({ from: MIRKA, headers, ...mail });
      expect(taken).toMatchObject({ outcome: 'ignored', reason: 'auto-reply', ticketId: ticket('A').id });
    }
    expect(subject).toContain('utf-8');
    expect(await messagesOf(ticket('A').id)).toEqual(before);
  });

  test('many senders who name one address in Reply-To do not flood it, and it is answered itself', async () => {
    const acknowledged: boolean[] = [];
    for (let index = 0; index < 7; index++) {
      const taken = await take({ from: `a${index}@evil.example`, headers: { 'Reply-To': 'victim@bank.example' } });
      expect(taken).toMatchObject({ outcome: 'ticket' });
      acknowledged.push((await logOf(taken)).is_acknowledged);
    }
    expect(acknowledged).toEqual([true, true, true, true, true, false, false]);
    const own = await take({ from: 'victim@bank.example' });
    expect((await logOf(own)).is_acknowledged).toBe(true);
  });

  test('ten tickets and five acknowledgements; the rest is kept and can be taken by hand', async () => {
    const since = await lastMail();
    const all: Taken[] = [];
    for (let count = 0; count < 12; count++) {
      all.push(await take({ from: 'Robot <robot@example.org>', subject: `Number ${count}`, text: String(count) }));
      world.now = new Date(world.now.getTime() + 1_000);
    }
    expect(all.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
      ...Array.from({ length: 10 }, () => 'ticket new-ticket'),
      ...['ignored loop', 'ignored loop'],
    ]);
    const byHand = await world.done('ImportMail', { mailid: all[11]?.mailLogId });
    expect(byHand.outcome).toBe('ticket');
    await writeMails(world);
    expect((await mailsSince(since)).map(({ to }) => to[0])).toEqual(
      Array.from({ length: 5 }, () => 'robot@example.org'),
    );
    world.now = new Date(world.now.getTime() + HOUR_MS);
    expect(await take({ from: 'Robot <robot@example.org>', subject: 'Later' })).toMatchObject({ outcome: 'ticket' });
  });

  test.each<[string, MailText, string, string]>([
    ['our own address', { from: 'support@desk.example.com' }, 'ignored', 'own-mail'],
    ['our own address with what follows a plus', { from: 'Desk <sales+x@desk.example.com>' }, 'ignored', 'own-mail'],
    [
      'our own address with our own Reply-To',
      { from: 'support@desk.example.com', headers: { 'Reply-To': 'sales@desk.example.com' } },
      'ignored',
      'own-mail',
    ],
    ['nobody', { from: '' }, 'ignored', 'no-sender'],
    ['somebody who says nothing', { from: 'mute@example.org', subject: '', text: '' }, 'ignored', 'empty'],
  ])('a mail of %s', async (_title, mail, outcome, reason) => {
    expect(await take(mail)).toMatchObject({ outcome, reason, ticketId: null });
  });

  test('a form in the name of the desk, a shop or a list is from whoever filled it in', async () => {
    for (const [index, mail] of [
      { from: 'Website <support@desk.example.com>' },
      { from: 'Shop <noreply@shop.example.com>' },
      { from: 'Visitor <wordpress@shop.example.com>' },
      { from: 'Apache <www-data@web1.shop.example.com>' },
      {
        from: 'Jo via List <list@lists.example.org>',
        headers: { 'List-Id': '<list.lists.example.org>', 'List-Post': '<mailto:list@lists.example.org>' },
      },
    ].entries()) {
      const address = `visitor.${index}@example.org`;
      const headers = { ...mail.headers, 'Reply-To': `Visitor <${address}>` };
      const taken = await take({ ...mail, headers });
      expect(taken.outcome).toBe('ticket');
      expect((await messagesOf(taken.ticketId)).at(0)).toMatchObject({ name: 'Visitor', email: address });
      expect((await logOf(taken)).flags).toEqual(['reply-to-used']);
      expect((await logOf(taken)).is_acknowledged).toBe(!('List-Id' in headers));
    }
  });

  test('whoever reads the mail of an address that WordPress may send from is its sender', async () => {
    const taken = await take({ from: 'Press <wordpress@agency.example.com>' });
    expect(taken).toMatchObject({ outcome: 'ticket' });
    expect((await messagesOf(taken.ticketId)).at(0)).toMatchObject({ email: 'wordpress@agency.example.com' });
    expect((await logOf(taken)).is_acknowledged).toBe(true);
  });
});

describe('reports', () => {
  const failed = { address: 'mirka@example.net', action: 'failed', status: '5.1.1' };
  const stateOf = async (key: string) => {
    const [row] = await world.rows<{ status: string; reason: string }>(
      `select status, failure_reason as reason from emails where token || '@desk.example.com' = $1`,
      [ticket(key).mid],
    );
    return row;
  };
  const dead = () => world.rows<{ address: string }>('select address from undeliverable_addresses order by 1');

  beforeEach(async () => {
    await world.change('delete from undeliverable_addresses');
    await world.change('delete from recipients where ticket_id = $1', [ticket('A').id]);
    await world.change(`update emails set status = 'sent', failure_reason = ''`);
  });

  test('a failure shows at its mail, and nothing automatic goes there until mail comes from there', async () => {
    const taken = await takeRaw(reportOf({ messageId: ticket('A').mid, recipients: [failed] }));
    expect(taken).toMatchObject({ outcome: 'bounce', reason: 'bounce', ticketId: ticket('A').id });
    expect(await stateOf('A')).toMatchObject({
      status: 'bounced',
      reason: expect.stringContaining('mirka@example.net'),
    });
    const { replies } = (await world.done('GetTicket', { ticketid: ticket('A').id })) as unknown as {
      replies: { reply: { emails?: { email: { state: string }[] } }[] };
    };
    expect(JSON.stringify(replies)).toContain('"state":"bounced"');
    expect(await dead()).toEqual([{ address: 'mirka@example.net' }]);
    await take({ from: MIRKA, to: ticket('A').address, text: 'I am here.' });
    expect(await dead()).toEqual([]);
  });

  test.each<[string, object, string, string, string, number]>([
    [
      'a failure after many attempts',
      { action: 'failed', status: '4.4.1' },
      'bounce',
      'bounce-temporary',
      'bounced',
      0,
    ],
    ['a full mailbox', { action: 'failed', status: '5.2.2' }, 'bounce', 'bounce', 'bounced', 1],
    ['a delay', { action: 'delayed', status: '4.4.1' }, 'ignored', 'delivery-delayed', 'sent', 0],
    ['a delivery', { action: 'delivered', status: '2.0.0' }, 'ignored', 'delivery-report', 'sent', 0],
    ['a mail that was passed on', { action: 'relayed', status: '2.0.0' }, 'ignored', 'delivery-report', 'sent', 0],
    ['an address to which it was passed on', { address: 'm.tolva@example.com' }, 'bounce', 'bounce', 'bounced', 0],
    [
      'an address to which it was passed on, with the one that it was sent to',
      { address: 'm.tolva@example.com', original: 'Mirka@example.net' },
      'bounce',
      'bounce',
      'bounced',
      1,
    ],
  ])('%s', async (_title, change, outcome, reason, state, addresses) => {
    const taken = await takeRaw(reportOf({ messageId: ticket('A').mid, recipients: [{ ...failed, ...change }] }));
    expect(taken).toMatchObject({ outcome, reason, ticketId: ticket('A').id });
    expect(await stateOf('A')).toMatchObject({ status: state });
    expect(await dead()).toHaveLength(addresses);
  });

  test('of a mail to two people, each could have written the report, so that it marks nobody', async () => {
    const { id, mid, returnPath } = ticket('G');
    const recipients = [{ ...failed, address: 'tadeo@example.org' }];
    const taken = await takeRaw(reportOf({ messageId: mid, recipients, to: returnPath }));
    expect(taken).toMatchObject({ outcome: 'bounce', reason: 'bounce', ticketId: id });
    expect(await stateOf('G')).toMatchObject({ status: 'bounced', reason: expect.stringContaining('tadeo@') });
    expect(await dead()).toEqual([]);
  });

  // An answer to a mail shows its Message-ID to whoever gets a copy.
  test.each([
    ['nobody gets copies', '', 'support@desk.example.com', 1],
    ['somebody gets copies', 'lena@example.org', 'support@desk.example.com', 0],
    ['somebody gets copies, but where the mail returns', 'lena@example.org', undefined, 1],
  ])('the Message-ID of a mail to one person: %s', async (_title, cc, to, addresses) => {
    const { id, mid, returnPath } = ticket('A');
    if (cc !== '') await world.done('UpdateTicket', { ticketid: id, cc });
    const taken = await takeRaw(reportOf({ messageId: mid, recipients: [failed], to: to ?? returnPath }));
    expect(taken).toMatchObject({ outcome: 'bounce', reason: 'bounce', ticketId: id });
    expect(await stateOf('A')).toMatchObject({ status: 'bounced' });
    expect(await dead()).toHaveLength(addresses);
  });

  test.each(['delivery-status', 'disposition-notification'])(
    "a %s among the parts of a person's mail marks nobody",
    async (kind) => {
      const { id, address, mid: messageId } = ticket('A');
      const raw = reportOf({ messageId, recipients: [failed], kind })
        .toString()
        .replace('Return-Path: <>', 'Return-Path: <nils@example.org>')
        .replace(/^From: .*/m, 'From: Nils Arvo <nils@example.org>')
        .replace(/^To: .*/m, `To: ${address}`)
        .replace(/^Content-Type: multipart.report;(.*);.*/m, 'Content-Type: multipart/mixed;$1')
        .replace('Your message could not be delivered.', 'What does this mean?');
      const taken = await takeRaw(Buffer.from(raw));
      expect(taken).toMatchObject({ outcome: 'reply', reason: 'customer-reply', ticketId: id });
      expect((await messagesOf(id)).at(-1)).toMatchObject({ email: 'nils@example.org', body: 'What does this mean?' });
      const { message_id: message } = await logOf(taken);
      const files = await world.rows('select filename from attachments where message_id = $1 order by id', [message]);
      expect(files).toEqual([{ filename: 'attachment-1.txt' }, { filename: 'attachment-2.txt' }]);
      expect(await stateOf('A')).toMatchObject({ status: 'sent' });
      expect(await dead()).toEqual([]);
    },
  );

  test('a mail server may leave out the mail, because where it returns proves which one it is', async () => {
    const { id, returnPath } = ticket('A');
    const taken = await takeRaw(reportOf({ messageId: 'lost@mx.example.net', recipients: [failed], to: returnPath }));
    expect(taken).toMatchObject({ outcome: 'bounce', reason: 'bounce', ticketId: id });
    expect(await stateOf('A')).toMatchObject({ status: 'bounced' });
    expect(await dead()).toEqual([{ address: 'mirka@example.net' }]);
  });

  const robot = { from: 'Postmaster <postmaster@mx.example.net>', headers: { 'Return-Path': '<>' } };

  test.each<[string, (sent: MailedTicket) => MailText]>([
    [
      'only answers it, as Domino does',
      ({ mid }) => ({
        headers: { ...robot.headers, 'In-Reply-To': `<${mid}>` },
        subject: 'DELIVERY FAILURE: User not listed',
        text: 'Your message was not delivered to:\n\n  mirka@example.net\n\nbecause:\n\n  User not listed',
      }),
    ],
    [
      'only goes to where it came from, and names the address in a sentence',
      ({ returnPath }) => ({
        to: returnPath,
        subject: 'Undeliverable: Printer',
        text: `We know no mirka@example.net. Ask help@example.net.\n\n550 5.1.1 for a mail of ${returnPath}`,
      }),
    ],
    [
      'says why behind the address',
      ({ mid }) => ({
        subject: 'Unzustellbare Nachricht',
        text: `Failed addresses follow:\n <mirka@example.net> ... unknown user\nReceived: by x\nMessage-ID: <${mid}>`,
      }),
    ],
  ])('a mail server that writes to people, and %s', async (_title, mailFor) => {
    const { id } = ticket('A');
    const taken = await take({ ...robot, ...mailFor(ticket('A')) });
    expect(taken).toMatchObject({ outcome: 'bounce', reason: 'bounce', ticketId: id });
    expect(await stateOf('A')).toMatchObject({ status: 'bounced' });
    expect(await dead()).toEqual([{ address: 'mirka@example.net' }]);
  });

  const inWords = (to: string) =>
    mailOf({
      ...{ from: 'MAILER-DAEMON@mx.example.net', to, subject: 'failure notice' },
      text: 'I could not deliver your message.\n\n<mirka@example.net>:\n550 5.1.1 no such user',
      headers: { 'Return-Path': '<>', 'X-Failed-Recipients': 'mirka@example.net' },
    });

  // Whoever is shown an answer sees this address.
  test.each<[string, (address: string) => Buffer]>([
    ['a report', (to) => reportOf({ messageId: 'made.up@mx.example.net', recipients: [failed], to })],
    [
      'a report with a Message-ID that is made of the address',
      (to) => reportOf({ messageId: to.replace(/^.*\+/, ''), recipients: [failed], to }),
    ],
    ['a bounce in words', inWords],
  ])('%s that only knows the address for answers marks nobody, and the import log has it', async (_title, rawTo) => {
    const { id, address } = ticket('A');
    const taken = await takeRaw(rawTo(address));
    expect(taken).toMatchObject({ outcome: 'ignored', reason: 'unproven-bounce', ticketId: id });
    expect((await logOf(taken)).detail).toContain('mirka@example.net');
    expect(await stateOf('A')).toMatchObject({ status: 'sent', reason: '' });
    expect(await dead()).toEqual([]);
  });

  test('the address of older mails, where they returned too, still takes answers and proves nothing', async () => {
    const { id, mid } = ticket('A');
    const to = `support+${mid}`;
    const taken = await takeRaw(reportOf({ messageId: 'made.up@mx.example.net', recipients: [failed], to }));
    expect(taken).toMatchObject({ outcome: 'ignored', reason: 'unproven-bounce', ticketId: id });
    expect(await dead()).toEqual([]);
    expect(await take({ from: MIRKA, to })).toMatchObject({ outcome: 'reply', ticketId: id });
  });

  test('a mail of months ago returns no more', async () => {
    world.now = new Date(world.now.getTime() + 60 * 24 * HOUR_MS);
    const taken = await takeRaw(reportOf({ messageId: ticket('A').mid, recipients: [failed] }));
    expect(taken).toMatchObject({ outcome: 'ignored', reason: 'unproven-bounce', ticketId: ticket('A').id });
    expect(await stateOf('A')).toMatchObject({ status: 'sent' });
    expect(await dead()).toEqual([]);
  });

  test('what else a mail server answers marks nobody', async () => {
    const taken = await take({ ...robot, to: ticket('A').address, text: 'I am away until Monday. mirka@example.net' });
    expect(taken).toMatchObject({ outcome: 'ignored', reason: 'delivery-report' });
    expect(await stateOf('A')).toMatchObject({ status: 'sent' });
    expect(await dead()).toEqual([]);
  });

  test('about no mail of ours', async () => {
    const taken = await takeRaw(reportOf({ messageId: 'somebody@else.example', recipients: [failed] }));
    expect(taken).toMatchObject({ outcome: 'ignored', reason: 'foreign-bounce', ticketId: null });
    expect(await dead()).toEqual([]);
  });
});

describe('once', () => {
  test('of two processes that take one mail at once, the second finds it taken', async () => {
    const raw = mailOf({ from: 'Twin <twin@example.org>', subject: 'Twin' });
    const all = await Promise.all(Array.from({ length: 4 }, () => takeRaw(raw)));
    expect(all.map(({ outcome, reason }) => `${outcome} ${reason}`).sort()).toEqual([
      ...['ignored duplicate', 'ignored duplicate', 'ignored duplicate', 'ticket new-ticket'],
    ]);
    expect(new Set(all.map(({ ticketId }) => ticketId)).size).toBe(1);
  });

  test('a mail that breaks something is kept, and the next one is taken', async () => {
    await world.change(`create function break_it() returns trigger language plpgsql as
      $$ begin if new.subject = 'Break' then raise exception 'broken'; end if; return new; end $$`);
    await world.change('create trigger break_it before insert on tickets for each row execute function break_it()');
    const raw = mailOf({ from: 'Breaker <breaker@example.org>', subject: 'Break' });
    const broken = await takeRaw(raw);
    expect(broken).toMatchObject({ outcome: 'refused', reason: 'failed', ticketId: null });
    expect(failures).toHaveLength(1);
    expect(await take({ from: 'Next <next@example.org>' })).toMatchObject({ outcome: 'ticket' });
    expect(await takeRaw(raw)).toMatchObject({ outcome: 'ignored', reason: 'duplicate' });
    await world.change('drop function break_it cascade');
    const byHand = await world.done('ImportMail', { mailid: broken.mailLogId });
    expect(byHand.outcome).toBe('ticket');
  });
});

test('an archive keeps its dates, and nobody hears of it', async () => {
  const since = await lastMail();
  const all: Taken[] = [];
  for (let count = 0; count < 12; count++) {
    all.push(await take({ from: 'Old <old@example.org>', subject: `Old ${count}` }, { way: 'import', isSilent: true }));
  }
  expect(all.every(({ outcome }) => outcome === 'ticket')).toBe(true);
  const dates = await world.rows(`select distinct created_at from tickets where requester_email = 'old@example.org'`);
  expect(dates).toEqual([{ created_at: new Date('2026-11-21T09:14:00Z') }]);
  await writeMails(world);
  expect(await lastMail()).toBe(since);
});

test('files that are left out are named to both sides', async () => {
  await world.done('SetConfigurationValue', { setting: 'TicketAttachmentMaxBytes', value: '10' });
  const since = await lastMail();
  const files = [
    ...[
      { name: 'plan.txt', content: 'short' },
      { name: 'film.txt', content: 'longer than ten' },
    ],
    { name: 'run.exe', content: 'x' },
  ];
  const taken = await take({ from: 'Filer <filer@example.org>', files });
  expect((await logOf(taken)).flags).toEqual(['attachment-left-out']);
  await writeMails(world);
  const mails = await world.rows<{ plain: string }>('select plain from emails where id > $1', [since]);
  expect(mails).toHaveLength(2);
  for (const { plain } of mails) expect(plain).toMatch(/film\.txt was left out[\s\S]*run\.exe was left out/);
  const noted = await lastMail();
  const answer = await take({ from: 'Tadeo Vink <tadeo@example.org>', to: ticket('G').address, files });
  expect(answer).toMatchObject({ outcome: 'reply', ticketId: ticket('G').id });
  await writeMails(world);
  const told = (await mailsSince(noted)).filter(({ template }) => template === 'Support Ticket Files Left Out');
  expect(told).toMatchObject([{ to: ['tadeo@example.org'], cc: [], automatic: 'auto-replied' }]);
  expect(told[0]?.plain).toContain('film.txt was left out: it is too large.');
  await world.done('ResetConfigurationValue', { setting: 'TicketAttachmentMaxBytes' });
});

test.each([
  ['an attached mail', 'message/rfc822; name="Forwarded message"', 'Forwarded message.eml'],
  ['what is encrypted', 'application/octet-stream; name="encrypted.asc"', 'encrypted.asc'],
  ['a file of Outlook that cannot be read', 'application/ms-tnef; name=other', 'winmail.dat'],
])('%s is kept, whatever types of files are allowed', async (_what, type, filename) => {
  const body = `--b\r\nContent-Type: ${type}\r\n\r\nSubject: x\r\n\r\ny\r\n--b--`;
  const [head] = mailOf({ from: 'Filer <filer@example.org>' }).toString().split('Content-Type');
  const taken = await takeRaw(Buffer.from(`${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${body}`));
  const { message_id: message, flags } = await logOf(taken);
  expect(flags).not.toContain('attachment-left-out');
  expect(await world.rows('select filename from attachments where message_id = $1', [message])).toEqual([{ filename }]);
});

describe('two desks that answer each other', () => {
  const other = useWorld((config) => {
    config.desk.email = 'help@other.example';
  });

  // Another product may write none of the headers by which a program could be recognised.
  test.each([
    ['with headers', true],
    ['without any header', false],
  ])('%s stop soon', async (title, hasHeaders) => {
    await other.done('UpdateDepartment', {
      departmentid: 1,
      name: 'Help',
      email: `help.${title.length}@other.example`,
    });
    other.now = world.now;
    let outgoing = [mailOf({ from: `Other desk <help.${title.length}@other.example>`, subject: 'We got your mail' })];
    const desks = [world, other];
    const since = [await lastMail(), 0];
    for (let round = 0; outgoing.length > 0; round++) {
      // Far more than either desk should go on for.
      if (round > 60) throw new Error('the desks never stop');
      const desk = desks[round % 2] ?? world;
      const place = round % 2;
      for (const raw of outgoing) {
        const origin = { way: 'smtp' as const, departmentId: 1, recipients: [], receivedAt: desk.now, mailboxId: null };
        await takeMail(desk.desk, raw, origin);
      }
      await writeMails(desk);
      const mails = await desk.rows<{
        id: number;
        to: string;
        from: string;
        token: string;
        subject: string;
        plain: string;
        automatic: string;
      }>(
        `select id, recipients -> 0 ->> 'address' as "to", from_address as "from", token, subject, plain, automatic
         from emails where id > $1 and staff_id is null order by id`,
        [since[place]],
      );
      since[place] = mails.at(-1)?.id ?? since[place] ?? 0;
      outgoing = mails.map(({ to, from, token, subject, plain, automatic }) =>
        mailOf({
          ...{ from, to, subject: hasHeaders ? subject : `Number ${round}: received`, text: plain },
          headers: { 'Message-ID': `<${token}@desk.example.com>`, ...(hasHeaders && { 'Auto-Submitted': automatic }) },
        }),
      );
      for (const one of desks) one.now = new Date(one.now.getTime() + 1_000);
    }
    const counted = await world.rows<{ tickets: number; acknowledged: number }>(
      `select count(*) filter (where outcome = 'ticket')::int as tickets,
         count(*) filter (where is_acknowledged)::int as acknowledged from mail_log where sender_address = $1`,
      [`help.${title.length}@other.example`],
    );
    expect(counted[0]?.tickets).toBeGreaterThan(0);
    expect(counted[0]?.tickets).toBeLessThanOrEqual(10);
    expect(counted[0]?.acknowledged).toBeLessThanOrEqual(5);
  });
});

test('a sender with quotes in the address gets a ticket and an answer', async () => {
  const since = await lastMail();
  const taken = await take({ from: '"a b"@example.org' });
  expect(await logOf(taken)).toMatchObject({ outcome: 'ticket', is_acknowledged: true });
  await writeMails(world);
  expect(
    await world.rows(`select recipients -> 0 ->> 'address' as "to" from emails where id > $1 and staff_id is null`, [
      since,
    ]),
  ).toEqual([{ to: '"a b"@example.org' }]);
});
