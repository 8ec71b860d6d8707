import { createTransport } from 'nodemailer';
import { deliver, describeWithDovecot, useDovecot } from '../support/dovecot';
import { eventually } from '../support/eventually';
import { type ReceivedMail, useMailServer } from '../support/mail-server';
import { useWorld } from '../support/world';

/** Live, because Debian's Dovecot is not on every machine, and because mail goes through three servers. */

describeWithDovecot('a conversation by mail', () => {
  const mails = useMailServer();
  const world = useWorld((config) => {
    mails.configure(config);
    config.desk.email = 'support@desk.example.com';
    config.mailIn = { ...config.mailIn, listen: { host: '127.0.0.1', port: 0 } };
  });
  const dovecot = useDovecot();
  const SUPPORT = 'support@desk.example.com';

  const mail = (headers: string[], body: Buffer | string): Buffer =>
    Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);

  /** Waits for a mail of the desk to somebody, whose text has these words. */
  const received = (to: string, words: string): Promise<ReceivedMail> =>
    eventually(() =>
      mails.received.find(({ envelope, parsed }) => envelope.to.includes(to) && parsed.text?.includes(words)),
    );

  interface Shown {
    messages: { name: string; email: string; admin: string; message: string; files: string[] }[];
    copies: string;
  }

  async function shown(ticketid: number): Promise<Shown> {
    const answer = await world.done('GetTicket', { ticketid });
    const { reply } = answer.replies as { reply: Record<string, unknown>[] };
    return {
      copies: String(answer.cc),
      messages: reply.map(({ name, email, admin, message, attachments }) => ({
        ...{ name: String(name), email: String(email), admin: String(admin), message: String(message).trim() },
        files: ((attachments ?? []) as { filename: string }[]).map(({ filename }) => filename),
      })),
    };
  }

  const replies = (ticketid: number, count: number): Promise<Shown> =>
    eventually(async () => {
      const found = await shown(ticketid);
      return found.messages.length >= count ? found : undefined;
    });

  test('of a customer, a colleague in Cc and staff, with files and odd character sets', async () => {
    await world.serve();
    await world.admin('jo', { email: 'jo@desk.example.com' });
    await world.done('UpdateDepartment', { departmentid: 1, email: SUPPORT });
    await world.done('SetConfigurationValue', { setting: 'MailAuthservId', value: 'mx.desk.example.com' });
    const place = { host: '127.0.0.1', port: dovecot().port, tls: 'none', username: SUPPORT, password: 'opensesame' };
    await world.done('AddMailbox', { ...place, deptid: 1, pollseconds: 86_400 });

    // Japanese in JIS, and a Russian file whose name is in KOI8-R.
    const jis = Buffer.from('1b244224332473244b2441244f1b2842', 'hex');
    const boundary = ['--b', 'Content-Type: text/plain; charset=iso-2022-jp', '', ''].join('\r\n');
    const file = [
      '',
      '--b',
      "Content-Disposition: attachment; filename*=koi8-r''%CF%D4%DE%A3%D4.txt",
      '',
      'data',
      '--b--',
      '',
    ];
    await deliver(dovecot(), SUPPORT, [
      mail(
        [
          ...[
            'From: =?iso-8859-1?Q?Ren=E9?= <rene@client.example.net>',
            `To: ${SUPPORT}`,
            'Cc: Kim <kim@client.example.net>',
          ],
          ...['Subject: =?koi8-r?B?8NLJ18XU?=', 'Message-ID: <first@client.example.net>', 'MIME-Version: 1.0'],
          'Content-Type: multipart/mixed; boundary=b',
        ],
        Buffer.concat([Buffer.from(boundary), jis, Buffer.from(file.join('\r\n'))]),
      ),
    ]);
    const ticket = await eventually(async () => {
      const rows = await world.rows<{ id: number; subject: string }>('select id, subject from tickets');
      return rows[0];
    });
    expect(ticket.subject).toBe('Привет');
    const opened = await shown(ticket.id);
    expect(opened).toMatchObject({
      copies: 'kim@client.example.net',
      messages: [{ name: 'René', email: 'rene@client.example.net', files: [expect.stringContaining('отчёт.txt')] }],
    });
    expect(opened.messages[0]?.message).toBe('こんにちは');

    // The customer answers the acknowledgement, which quotes it.
    const acknowledged = await eventually(() =>
      mails.received.find(({ envelope }) => envelope.to.includes('rene@client.example.net')),
    );
    await deliver(dovecot(), SUPPORT, [
      mail(
        [
          ...[
            'From: rene@client.example.net',
            `To: ${SUPPORT}`,
            'Subject: Re: anything',
            'Message-ID: <second@client.example.net>',
          ],
          ...[`In-Reply-To: ${acknowledged.parsed.messageId}`, 'Content-Type: text/plain; charset=utf-8'],
        ],
        'More about it.\r\n\r\nOn Sat, 30 Jan 2027 Support wrote:\r\n> We have got your message.\r\n',
      ),
    ]);
    expect((await replies(ticket.id, 2)).messages[1]).toMatchObject({
      email: 'rene@client.example.net',
      message: 'More about it.',
    });

    // Staff answers through the API. Both get it, and the colleague answers to all, by SMTP.
    await world.done('AddTicketReply', { ticketid: ticket.id, message: 'Have you tried **it**?', adminusername: 'jo' });
    const asked = await received('kim@client.example.net', 'Have you tried');
    const port = Number(world.log.find(({ msg }) => msg === 'taking mail by SMTP')?.port);
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    await transport.sendMail({
      envelope: { from: 'kim@client.example.net', to: [asked.parsed.replyTo?.value[0]?.address ?? SUPPORT] },
      raw: mail(
        [
          ...[
            'From: Kim <kim@client.example.net>',
            `To: ${SUPPORT}`,
            'Subject: Re: tried',
            'Message-ID: <third@client.example.net>',
          ],
          ...[`In-Reply-To: ${asked.parsed.messageId}`, 'Content-Type: text/plain; charset=windows-1252'],
        ],
        Buffer.from('Yes, for \x80 5.', 'latin1'),
      ),
    });
    expect((await replies(ticket.id, 4)).messages[3]).toMatchObject({
      email: 'kim@client.example.net',
      message: 'Yes, for € 5.',
    });

    // Staff answers a notice by mail, which our own mail server has verified.
    const told = await received('jo@desk.example.com', 'Yes, for');
    const from = 'From: Jo <jo@desk.example.com>';
    await transport.sendMail({
      envelope: { from: 'jo@desk.example.com', to: [SUPPORT] },
      raw: mail(
        [
          ...[
            'Authentication-Results: mx.desk.example.com; dmarc=pass header.from=desk.example.com',
            from,
            `To: ${SUPPORT}`,
          ],
          ...['Subject: Re: notice', 'Message-ID: <fourth@desk.example.com>', `In-Reply-To: ${told.parsed.messageId}`],
        ],
        'Then all is well.',
      ),
    });
    expect((await replies(ticket.id, 5)).messages[4]).toMatchObject({
      admin: expect.stringMatching(/./),
      message: 'Then all is well.',
    });
    await received('rene@client.example.net', 'Then all is well.');

    // The same without a proof is a note, which nobody is sent.
    await transport.sendMail({
      envelope: { from: 'jo@desk.example.com', to: [SUPPORT] },
      raw: mail(
        [
          from,
          `To: ${SUPPORT}`,
          'Subject: Re: notice',
          'Message-ID: <fifth@desk.example.com>',
          `In-Reply-To: ${told.parsed.messageId}`,
        ],
        'Unproved.',
      ),
    });
    transport.close();
    expect(await world.rows('select body from notes')).toEqual([{ body: expect.stringContaining('Unproved.') }]);
    expect((await shown(ticket.id)).messages).toHaveLength(5);
    const log = await world.rows('select way, outcome, reason from mail_log order by id');
    expect(log).toEqual([
      { way: 'imap', outcome: 'ticket', reason: 'new-ticket' },
      { way: 'imap', outcome: 'reply', reason: 'customer-reply' },
      { way: 'smtp', outcome: 'reply', reason: 'customer-reply' },
      { way: 'smtp', outcome: 'reply', reason: 'staff-reply' },
      { way: 'smtp', outcome: 'note', reason: 'unverified-staff' },
    ]);
  });
});
