import { shortened, squeezed } from '../../src/mail/shorten';
import { renderHtml } from '../../src/tickets/render';
import { writeMails } from '../support/mail-desk';
import { useWorld } from '../support/world';

/** Texts that grow when they are escaped: the limit of a mail counts what they become. */
const world = useWorld();

const OPENED = 'Support Ticket Opened';
const STAFF = 'New Support Ticket Opened';
const GUEST = { name: 'Ann', email: 'ann@example.com' };

/** Around the text, whose ends would be trimmed otherwise. */
const around = (text: string) => `Begin ${text} end`;

const TEXTS: [string, string][] = [
  ['quotes', '"'.repeat(170_000)],
  ['line breaks', '\n'.repeat(170_000)],
  ['line breaks of Windows', '\r\n'.repeat(170_000)],
  ['ampersands', '&'.repeat(300_000)],
  ['apostrophes', "'".repeat(250_000)],
  ['tags', '<b>'.repeat(90_000)],
];

/** The mails of a ticket, after a check that every event of it was handled. */
async function mailsOf(ticketId: number) {
  await writeMails(world);
  expect(await world.rows(`select 1 from deliveries where listener = 'mail' and state <> 'delivered'`)).toEqual([]);
  return world.rows<{ subject: string; body: string; plain: string; part: string }>(
    'select subject, body, plain, part from emails where ticket_id = $1 order by id',
    [ticketId],
  );
}

async function changeTemplate(name: string, change: { subject?: string; body?: string }): Promise<() => Promise<void>> {
  const [before] = await world.rows<{ subject: string; body: string }>(
    `select subject, body from email_templates where name = $1 and language = ''`,
    [name],
  );
  const write = async ({ subject, body }: { subject?: string; body?: string }) => {
    await world.change(
      `update email_templates set subject = coalesce($2, subject), body = coalesce($3, body)
       where name = $1 and language = ''`,
      [name, subject ?? null, body ?? null],
    );
  };
  await write(change);
  return () => write(before ?? {});
}

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, email: 'support@desk.example.com' });
  await world.admin('reader', { email: 'reader@desk.example.com' });
});

test.each(TEXTS)('a ticket of nothing but %s is mailed to its requester and to staff', async (_what, text) => {
  const { id } = await world.ticket({ ...GUEST, message: around(text) });
  const mails = await mailsOf(id);
  expect(mails.map(({ part }) => part.split(' ')[0])).toEqual(['customers', 'staff']);
  for (const { body } of mails) {
    expect(body).toContain('Begin ');
    expect(body).toContain(' [...]');
    expect(body.length).toBeLessThan(1_000_000);
  }
});

test.each(TEXTS)('an answer of nothing but %s is mailed below which others are quoted', async (_what, text) => {
  const { id } = await world.ticket({ ...GUEST, message: around(text), noemail: true });
  for (let replies = 0; replies < 3; replies++) {
    const message = around(text.slice(0, 30_000));
    await world.done('AddTicketReply', { ticketid: id, ...GUEST, message, noemail: true });
  }
  await world.done('AddTicketReply', { ticketid: id, adminusername: 'Jo', message: around(text), quote: 'all' });
  const [mail, ...others] = await mailsOf(id);
  expect(others).toEqual([]);
  expect(mail?.body).toContain('Begin ');
});

test('a template with the message in many places is mailed with a shorter one', async () => {
  const restore = await changeTemplate(OPENED, { body: `<p>Hello</p>${'<div>{$ticket_message}</div>'.repeat(40)}` });
  const { id } = await world.ticket({ ...GUEST, message: around('x'.repeat(190_000)) });
  const [mail] = await mailsOf(id);
  await restore();
  expect(mail?.body.match(/<div>Begin x+ \[\.\.\.\]<\/div>/g)).toHaveLength(40);
  expect(mail?.body).toMatch(/^<p>Hello<\/p>/);
});

test('so is a subject that names become too long for', async () => {
  const subject = '{$ticket_id}: {$ticket_subject}{$client_name}{$ticket_subject}{$client_name}';
  const restore = await Promise.all([changeTemplate(OPENED, { subject }), changeTemplate(STAFF, { subject })]);
  const { id, tid } = await world.ticket({ ...GUEST, name: 'N'.repeat(200), subject: 'S'.repeat(500) });
  const mails = await mailsOf(id);
  for (const undo of restore) await undo();
  expect(mails).toHaveLength(2);
  for (const mail of mails) {
    expect(mail.subject).toMatch(new RegExp(`${tid}: S+ \\[\\.\\.\\.\\]N+ ?.*S+`));
    expect(mail.subject.length).toBeLessThan(1100);
  }
});

describe('a shortened text', () => {
  test.each(['"&<>\'\n', '\r\n', 'plain words ', '\u{1f600}"'])('of %j is as long as it may be, escaped', (part) => {
    const text = part.repeat(5_000);
    const { length } = renderHtml(squeezed(text, 10_000), 'plain');
    expect(length).toBeLessThanOrEqual(10_000);
    expect(length).toBeGreaterThan(8_500);
    expect(squeezed(text, 5)).toBe('');
  });

  test('has the mark only if something is missing', () => {
    expect(shortened('abc', 3)).toBe('abc');
    expect(shortened('abcd', 3)).toBe('abc [...]');
    expect(shortened('"abc', 10, 7)).toBe('"a [...]');
    expect(squeezed('"abc', 9)).toBe('"abc');
  });
});
