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
