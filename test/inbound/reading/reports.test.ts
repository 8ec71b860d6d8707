import { readMail } from '../../../src/inbound/reading/read';
import { readMade } from '../../support/made-mails';

/** A report with its parts, of which the first one is for people. */
const report = (type: string, parts: string[]) =>
  readMade(
    `Content-Type: multipart/report; report-type=${type}; boundary=b`,
    `${['Content-Type: text/plain\n\nWords', ...parts].map((part) => `--b\n${part}\n`).join('')}--b--`,
  );

test('each recipient of a report is read, in the words of RFC 3464', async () => {
  const { report: found, text } = await report('delivery-status', [
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n' +
      'Original-Recipient: rfc822;a@example.net\nFinal-Recipient: RFC822;<A@Example.NET>\nAction: Failed\nStatus: 5.1.1 (no such user)\nDiagnostic-Code: smtp; 550 5.1.1 no\n such user\n\n' +
      'Final-Recipient: rfc822; b@b\xfccher.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: x400; none\nAction: failed',
    'Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n' +
      Buffer.from('Received: x\r\nMessage-ID: <one@desk.example.com>\r\n').toString('base64'),
  ]);
  expect(text).toBe('Words');
  expect(found).toEqual({
    kind: 'delivery-status',
    recipients: [
      {
        address: 'a@example.net',
        original: 'a@example.net',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 no such user',
      },
      { address: 'b@xn--bcher-kva.example', original: null, action: 'delivered', status: '2.0.0', diagnostic: null },
    ],
    messageIds: ['one@desk.example.com'],
  });
});

test.each([
  [
    'message/global-delivery-status',
    'delivery-status',
    'Final-Recipient: utf-8; j\xc3\xb6@example.net\nAction: failed',
    'failed',
  ],
  [
    'message/disposition-notification',
    'disposition',
    'Original-Message-ID: <one@d.example>\nFinal-Recipient: rfc822; a@b.example\nDisposition: automatic-action/MDN-sent-automatically; deleted',
    'deleted',
  ],
])('%s', async (type, kind, fields, action) => {
  const { report: found } = await report('delivery-status', [`Content-Type: ${type}\n\n${fields}`]);
  expect(found).toMatchObject({ kind, recipients: [{ action }] });
});

test('an abuse report names the mail that it is about', async () => {
  const { report: found } = await report('feedback-report', [
    'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1',
    'Content-Type: message/rfc822\n\nMessage-ID: <one@desk.example.com>\nSubject: x\n\ny',
  ]);
  expect(found).toEqual({ kind: 'abuse', recipients: [], messageIds: ['one@desk.example.com'] });
});

test.each([
  ['Return-Path: <>\nX-Failed-Recipients: a@b.example', 'Delivery failed: 550 no such user', 'failed', null],
  ['Return-Path: <>', '<a@b.example>:\nno mailbox (#5.1.1)\n\n> Message-ID: <one@d.example>', 'failed', '5.1.1'],
  [
    'Return-Path: <>',
    'Will be retried.\n\n  a@b.example\n    421 4.4.1 timeout\n\nMessage-ID: <one@d.example>',
    'delayed',
    '4.4.1',
  ],
])('a bounce in words with %j', async (headers, words, action, status) => {
  const mail = await readMade(`${headers}\nSubject: failure`, words);
  expect(mail.report).toBeNull();
  const robot = await readMade(`Sender: x@y.example\n${headers}`, words);
  expect(robot.report).toBeNull();
  const { report: found } = await readMadeBy('MAILER-DAEMON@mx.example', headers, words);
  expect(found?.recipients).toMatchObject([{ address: 'a@b.example', action, status }]);
});

const readMadeBy = (from: string, headers: string, body: string) =>
  readMail(Buffer.from(`From: ${from}\n${headers}\n\n${body}`));

test('a person who quotes headers reports nothing', async () => {
  expect((await readMade('Return-Path: <>', 'Message-ID: <one@d.example>\n<a@b.example>: 550')).report).toBeNull();
});

test('a bounce in words may have the mail attached', async () => {
  const body =
    '--b\n\n<a@b.example>: 550 5.1.1 no\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <one@d.example>\n\nx\n--b--';
  const { report: found } = await readMadeBy(
    'postmaster@mx.example',
    'Content-Type: multipart/mixed; boundary=b',
    body,
  );
  expect(found?.messageIds).toEqual(['one@d.example']);
});

/** A bounce as mail programs pass it on with the words of whoever does. */
const passedOn = (type: string) =>
  [
    'Content-Type: text/plain\n\nWhy does this come back?',
    `Content-Type: ${type}\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1`,
    'Content-Type: message/rfc822\n\nMessage-ID: <one@desk.example.com>\nSubject: Lamp\n\nx',
  ]
    .map((part) => `--b\n${part}\n`)
    .join('');

test.each(['message/delivery-status', 'message/disposition-notification', 'message/feedback-report'])(
  'a person who passes on %s reports nothing, and its parts are files',
  async (type) => {
    const mail = await readMade('Content-Type: multipart/mixed; boundary=b', `${passedOn(type)}--b--`);
    expect(mail.report).toBeNull();
    expect(mail.text).toBe('Why does this come back?');
    expect(mail.files.map(({ name }) => name)).toEqual(['attachment-1.txt', 'Lamp.eml']);
  },
);

test.each([
  ['a mail server', 'MAILER-DAEMON@mx.example', 'X-A: b'],
  ['a null return path', 'system@mx.example', 'Return-Path: <>'],
])('a report in multipart/mixed counts if it comes from %s', async (_who, from, header) => {
  const body = `${passedOn('message/delivery-status')}--b--`;
  const { report: found } = await readMadeBy(from, `${header}\nContent-Type: multipart/mixed; boundary=b`, body);
  expect(found).toMatchObject({ recipients: [{ address: 'a@b.example' }], messageIds: ['one@desk.example.com'] });
});

test('a receipt may be signed', async () => {
  const receipt = `Content-Type: multipart/report; boundary=b\n\n${passedOn('message/disposition-notification')}--b--`;
  const body = `--s\n${receipt}\n--s\nContent-Type: application/pkcs7-signature\n\nx\n--s--`;
  const { report: found } = await readMade('Content-Type: multipart/signed; boundary=s', body);
  expect(found?.kind).toBe('disposition');
});

const bounce = (words: string, subject = 'Mail') =>
  readMail(
    Buffer.from(
      `Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: support+1@desk.example.com\r\nSubject: ${subject}\r\n` +
        `Content-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n`,
    ),
  );

test.each([
  'El mensaje no pudo ser entregado a a@example.net: usuario desconocido.',
  'Le message pour a@example.net n’a pas pu être remis.',
  'Non è stato possibile consegnare il messaggio a a@example.net.',
  'A mensagem para a@example.net não pôde ser entregue.',
  'Het bericht aan a@example.net kon niet worden bezorgd.',
  'Wiadomość do a@example.net nie została dostarczona.',
  'Письмо для a@example.net не было доставлено.',
  '收件人（a@example.net）不存在，邮件无法送达。',
  '宛先「a@example.net」へ送信できませんでした。送信できません。',
  'تعذر التسليم إلى a@example.net',
])('a bounce in words of other languages: %s', async (words) => {
  const { report: found } = await bounce(words);
  expect(found?.recipients).toMatchObject([{ address: 'a@example.net', action: 'failed' }]);
});

test.each([
  'Ihre Nachricht an\n\na@example.net\n\nverzögert sich. Die Zustellung wird weiterhin versucht.',
  'La remise à\n\na@example.net\n\nest retardée.',
  'La entrega a\n\na@example.net\n\nse ha retrasado.',
  'Доставка письма\n\na@example.net\n\nзадерживается.',
  'a@example.net\n\nへの配信が遅延しています。',
])('a delay in words of other languages is no failure: %j', async (words) => {
  const { report: found } = await bounce(words);
  expect(found?.recipients).toMatchObject([{ address: 'a@example.net', action: 'delayed' }]);
});

test('a report that names no action means a failure if its status does', async () => {
  const actionOf = async (status: string) => {
    const fields = `Final-Recipient: rfc822; a@example.net\nStatus: ${status}`;
    const { report: found } = await report('delivery-status', [`Content-Type: message/delivery-status\n\n${fields}`]);
    return found?.recipients[0]?.action;
  };
  expect([await actionOf('5.1.1'), await actionOf('4.4.7'), await actionOf('2.0.0')]).toEqual(['failed', '', '']);
});
