import { addressKey, isMachine, wireAddress } from '../../src/mail/people';
import { rejectedBy } from '../../src/mail/sending/failures';

test.each([
  ['ann@example.com', 'ann@example.com'],
  [' Ann@bücher.example ', 'Ann@xn--bcher-kva.example'],
  ['jürgen@example.com', 'jürgen@example.com'],
  ['a@x.example, evil@y.example', ''],
  ['a@x.example;evil@y.example', ''],
  ['"a b"@example.com', '"a b"@example.com'],
  ['"a@x.example, b"@example.com', ''],
  ['"a\r\nBcc: x"@example.com', ''],
  ['"a b@example.com', ''],
  ['<evil@y.example> a@x.example', ''],
  ['a\r\nBcc: evil@example.com', ''],
  ['a@exam ple.com', ''],
  ['a@example.com\r\nBcc: x', ''],
  ['@example.com', ''],
  ['ann', ''],
])('on the wire, %j is %j', (address, wire) => {
  expect(wireAddress(address)).toBe(wire);
});

test('letter case and the spelling of the domain make no other address', () => {
  expect(addressKey('Ann@BÜCHER.example')).toBe(addressKey('ann@xn--bcher-kva.example'));
});

test.each([
  ['mailer-daemon', true],
  ['MAILER-DAEMON', true],
  ['Postmaster', true],
  ['noreply', true],
  ['no-reply+abc', true],
  ['do_not_reply', true],
  ['donotreply', true],
  ['orders-noreply', true],
  ['bounces+17', true],
  ['null', true],
  ['norbert', false],
  ['reply', false],
  ['bouncer', false],
  ['nullmann', false],
  ['replyto', false],
])('whether nobody reads %s: %s', (local, expected) => {
  expect(isMachine(`${local}@example.com`)).toBe(expected);
});

test.each([
  ['550 5.1.1 no such user', true],
  ['550-5.1.1 no such user', true],
  ['556 5.1.10 null MX', true],
  ['550 5.2.1 mailbox disabled', true],
  ['550 No such user here', true],
  ['550 Requested action not taken: mailbox unavailable', true],
  ['550 5.1.8 Sender address rejected: Domain not found', false],
  ['550 5.7.1 Relaying denied', false],
  ['554 5.7.1 Relay access denied', false],
  ['550 blocked for spam', false],
  ['550 Relay not permitted', false],
  ['552 5.2.2 mailbox full', false],
  ['450 4.1.1 try later', false],
])('whether "%s" says that there is no such address: %s', (response, isUnknown) => {
  const rejectedErrors = [{ recipient: 'a@example.com', command: 'RCPT TO', responseCode: 550, response }];
  expect(rejectedBy({ rejectedErrors })[0]?.isUnknown).toBe(isUnknown);
});
