import { readMail } from '../../../src/inbound/reading/read';
import { readHere } from '../../../src/inbound/reading/read-here';
import { readAside } from '../../../src/inbound/reading/thread';
import { bodyOf } from '../../../src/inbound/text';
import { cpuTimeOf } from '../../support/cpu-time';

const LIMITS = { files: 20, fileBytes: 10_000_000 };

const mailOf = (lines: number): Buffer =>
  Buffer.from(
    `From: Nils <nils@example.org>\r\nSubject: Large\r\nMessage-ID: <a@b>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
      `--b\r\n\r\n${'A line of a log\r\n'.repeat(lines)}--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\na;b\r\n--b--\r\n`,
  );
const large = mailOf(40_000);

test('a mail read in a thread is the same as one read here', async () => {
  const [aside, here] = [await readAside(large, LIMITS), readHere(large, LIMITS)];
  expect(aside).toEqual(here);
  expect(Buffer.isBuffer(aside.files[0]?.content)).toBe(true);
  expect(aside.flags).toEqual([]);
});

test('a large mail leaves this thread free', async () => {
  // Large enough that this thread has its turns meanwhile, also when other tests keep it from some.
  const larger = mailOf(400_000);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const { text } = await readMail(larger);
  clearInterval(timer);
  expect(text).toHaveLength('A line of a log\n'.length * 400_000 - 1);
  expect(turns).toBeGreaterThan(2);
});

test('of a mail that takes too long the headers are read, and the next one is read whole', async () => {
  // Much longer than it takes this thread to see that the time is over, also when other tests keep it from that.
  const slow = mailOf(800_000);
  const mails = await Promise.all([readAside(slow, LIMITS, 0), readAside(slow, LIMITS)]);
  expect(mails.map(({ flags }) => flags)).toEqual([['unread'], []]);
  expect(mails[0]).toMatchObject({ subject: 'Large', author: { name: 'Nils' }, messageId: 'a@b', text: '', files: [] });
  // It is still the same mail, should it be read again.
  expect(mails[0]?.digest).toBe(mails[1]?.digest);
});

test('parting a large reply from what it quotes leaves this thread free', async () => {
  const quoted = '<blockquote type="cite">A line of a log<br></blockquote>\r\n'.repeat(60_000);
  const mail = await readMail(
    Buffer.from(`From: nils@example.org\r\nContent-Type: text/html\r\n\r\n<p>It still burns.</p>${quoted}`),
  );
  expect(cpuTimeOf(() => bodyOf(mail, true))).toBeLessThan(100);
  expect(bodyOf(mail, true)).toMatchObject({ shown: 'It still burns.', kept: { text: mail.text } });
  expect(bodyOf(mail, false).shown).toContain('A line of a log');
});

test('a text of many megabytes is shown as it is', async () => {
  const mail = await readMail(
    Buffer.from(`From: nils@example.org\r\nSubject: Log\r\n\r\nA log.\n${'> A line of a log\r\n'.repeat(300_000)}`),
  );
  expect(mail.flags).toEqual([]);
  expect(bodyOf(mail, true).shown).toMatch(/^A log\.\n> A line of a log\n/);
});
