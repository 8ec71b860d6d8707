import { verdictOf } from '../../src/inbound/authentication';
import type { Mailbox, ReceivedMail } from '../../src/inbound/reading/mail';
import { cpuTimeOf } from '../support/cpu-time';

const person = (key: string): Mailbox => ({ name: 'Ruta', address: key, key });

const mailWith = (results: string[], from: Mailbox[] = [person('ruta@desk.example.com')]): ReceivedMail => {
  const headers: ReceivedMail['headers'] = results.map((value) => ({ name: 'authentication-results', value }));
  return { headers, author: from[0] ?? null, from } as unknown as ReceivedMail;
};

test.each<[string, string[], string]>([
  ['nothing says anything', [], 'unknown'],
  ['DMARC passes', ['mx.desk.example.com; dmarc=pass header.from=desk.example.com'], 'pass'],
  ['DMARC passes without saying for whom', ['mx.desk.example.com; dmarc=pass'], 'pass'],
  ['DMARC passes for another domain', ['mx.desk.example.com; dmarc=pass header.from=evil.example'], 'unknown'],
  ['DMARC fails', ['mx.desk.example.com; spf=pass; dmarc=fail (p=reject) header.from=desk.example.com'], 'fail'],
  ['DMARC fails although DKIM passes', ['mx.desk.example.com; dkim=pass header.d=evil.example; dmarc=fail'], 'fail'],
  ['the name in other letters, with a version', ['MX.Desk.Example.COM 1; dmarc=pass'], 'pass'],
  ['DKIM of the same domain', ['mx.desk.example.com; dkim=pass header.d=desk.example.com'], 'pass'],
  ['DKIM of the domain above', ['mx.desk.example.com; dkim=pass header.i=@example.com'], 'pass'],
  ['DKIM of a domain below', ['mx.desk.example.com; dkim=pass header.d=a.desk.example.com'], 'unknown'],
  ['DKIM of another domain', ['mx.desk.example.com; dkim=pass header.d=evil.example.com'], 'unknown'],
  ['DKIM of a domain that only ends alike', ['mx.desk.example.com; dkim=pass header.d=k.example.com'], 'unknown'],
  ['DKIM of a whole top-level domain', ['mx.desk.example.com; dkim=pass header.d=com'], 'unknown'],
  ['only SPF passes', ['mx.desk.example.com; spf=pass smtp.mailfrom=ruta@desk.example.com'], 'unknown'],
  ['another server says so', ['mx.evil.example; dmarc=pass header.from=desk.example.com'], 'unknown'],
  ['a server whose name only begins alike', ['mx.desk.example.com.evil.example; dmarc=pass'], 'unknown'],
  [
    'the sender wrote a header below ours',
    ['mx.desk.example.com; dmarc=fail', 'mx.desk.example.com; dmarc=pass'],
    'fail',
  ],
  ['another server on top of ours', ['mx.inner.example; dmarc=none', 'mx.desk.example.com; dmarc=pass'], 'pass'],
  ['a comment that says pass', ['mx.desk.example.com; dmarc=none (dmarc=pass; dmarc=pass) policy.p=none'], 'unknown'],
  ['a comment in a comment', ['mx.desk.example.com (a (b) ; dmarc=pass); dmarc=fail'], 'fail'],
  ['a quoted text that says pass', ['mx.desk.example.com; spf=none reason="x; dmarc=pass"'], 'unknown'],
  ['no results at all', ['mx.desk.example.com; none'], 'unknown'],
])('%s', (_title, results, verdict) => {
  expect(verdictOf(mailWith(results), 'mx.desk.example.com')).toBe(verdict);
});

test('without a name that is ours, nothing is believed', () => {
  expect(verdictOf(mailWith(['; dmarc=pass', ' dmarc=pass', 'mx.desk.example.com; dmarc=pass']), '')).toBe('unknown');
});

test('of two authors, nobody knows which one was checked', () => {
  const mail = mailWith(
    ['mx.desk.example.com; dmarc=pass'],
    [person('ruta@desk.example.com'), person('jo@example.org')],
  );
  expect(verdictOf(mail, 'mx.desk.example.com')).toBe('unknown');
});

test('of two authors, one who is none is enough to doubt both', () => {
  const both = [person('jo@example.org'), person('ruta@desk.example.com')];
  const mail = mailWith(['mx.desk.example.com; dmarc=fail header.from=desk.example.com'], both);
  expect(verdictOf(mail, 'mx.desk.example.com')).toBe('fail');
});

test('a long header takes no time', () => {
  const mail = mailWith([`mx.desk.example.com; ${'('.repeat(500_000)} ${'dkim=pass '.repeat(50_000)}`]);
  // A quiet machine takes 60 ms.
  expect(cpuTimeOf(() => verdictOf(mail, 'mx.desk.example.com'))).toBeLessThan(5_000);
});
