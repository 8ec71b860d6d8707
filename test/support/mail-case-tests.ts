import { domainToASCII } from 'node:url';
import { takeMail } from '../../src/inbound/take';
import type { Way } from '../../src/store/inbound/mail-log';
import { bytesOfMail, filled, type MailCase, mailCases } from './mail-cases';
import { furnish, type MailedTicket, openTickets, writeMails } from './mail-desk';
import { comparable, type Expected } from './mail-expected';
import { useWorld, type World } from './world';

let world: World;
let tickets: Map<string, MailedTicket>;
let departments: Map<string, number>;

const HOUR_MS = 60 * 60 * 1000;

/** Puts the desk back to where every case begins. */
async function reset(): Promise<void> {
  world.now = new Date(world.now.getTime() + 2 * HOUR_MS);
  // One statement, because this runs before every case.
  await world.change(
    `with addresses as (delete from undeliverable_addresses),
       filters as (delete from spam_filters),
       returned as (update emails set status = 'sent' where status = 'bounced'),
       copies as (delete from recipients where ticket_id <> $3)
     update tickets t set status_id = s.id from statuses s
     where t.id = any($2::int[]) and s.title = case when t.id = $1 then 'Closed' else 'Answered' end
       and t.status_id <> s.id`,
    [tickets.get('K')?.id, [...tickets.values()].map(({ id }) => id), tickets.get('G')?.id],
  );
}

/** What the desk did with one mail. */
interface Done {
  outcome: string;
  reason: string;
  log: Record<string, unknown> & { id: number; flags: string[]; leftOut: { name: string }[] };
  /** The ticket as it was right after. */
  ticket:
    | {
        id: number;
        number: string;
        subject: string;
        status: string;
        department: string;
        requester: string;
        reply: string;
      }
    | undefined;
  message: { kind: string; body: string; created: Date; email: string } | undefined;
  text: string | undefined;
  html: string | null;
  files: { name: string; size: number; inline: boolean }[];
  cc: string[];
  /** The outbox and the mails before and after. */
  from: { event: number; email: number };
  to: { event: number; email: number };
  takenAt: Date;
}

const last = async (): Promise<{ event: number; email: number }> => {
  const [row] = await world.rows<{ event: number; email: number }>(
    'select coalesce((select max(id) from outbox), 0)::int as event, coalesce((select max(id) from emails), 0)::int as email',
  );
  return row ?? { event: 0, email: 0 };
};

async function take(raw: Buffer, { via = 'imap', envelope }: MailCase, mailbox: string): Promise<Done> {
  const from = await last();
  const takenAt = world.now;
  const taken = await takeMail(world.desk, raw, {
    ...{ way: via as Way, mailboxId: null, receivedAt: world.now, recipients: envelope?.to ?? [] },
    departmentId: via === 'imap' ? (departments.get(mailbox) ?? null) : null,
  });
  const [log] = await world.rows<Done['log']>(
    `select *, left_out as "leftOut", (select array_agg(number) from tickets where id = l.other_ticket_id) as other
     from mail_log l where id = $1`,
    [taken.mailLogId],
  );
  const ticketRows = world.rows<NonNullable<Done['ticket']>>(
    `select t.id, t.number, t.subject, s.title as status, d.email as department, t.reply_address as reply,
       coalesce(co.email, c.email, t.requester_email) as requester
     from tickets t join statuses s on s.id = t.status_id join departments d on d.id = t.department_id
       left join clients c on c.id = t.client_id left join contacts co on co.id = t.contact_id where t.id = $1`,
    [taken.ticketId],
  );
  const messageRows = world.rows<NonNullable<Done['message']>>(
    log?.note_id == null
      ? `select author_kind as kind, body, m.created_at as created, coalesce(co.email, c.email, s.email, m.author_email) as email
         from messages m left join clients c on c.id = m.client_id left join contacts co on co.id = m.contact_id
           left join staff s on s.id = m.staff_id where m.id = $1`
      : `select case when staff_id is null then 'guest' else 'staff' end as kind, body, created_at as created from notes where id = $1`,
    [log?.note_id ?? log?.message_id],
  );
  const textRows = world.rows<{ text: string; html: string | null }>(
    'select text, html from mail_texts where mail_id = $1',
    [taken.mailLogId],
  );
  const fileRows = world.rows<Done['files'][number]>(
    'select filename as name, size, is_inline as inline from attachments where message_id = $1 or note_id = $2 order by position',
    [log?.message_id, log?.note_id],
  );
  const copyRows = world.rows<{ email: string }>(
    `select email from recipients where ticket_id = $1 and kind = 'cc' order by position`,
    [taken.ticketId],
  );
  const [[ticket], [message], [texts], files, cc, to] = await Promise.all([
    ...([ticketRows, messageRows, textRows, fileRows, copyRows] as const),
    last(),
  ]);
  if (log === undefined) throw new Error('the mail is not in the import log');
  return {
    ...{ outcome: taken.outcome, reason: taken.reason, log, ticket, message, files, from, to, takenAt },
    text: texts?.text ?? message?.body,
    html: texts?.html ?? null,
    cc: cc.map(({ email }) => email),
  };
}

/** What became of each case's mails, step by step. What failed there is thrown by the case's own test. */
const results = new Map<string, Done[] | Error>();

/** Cases that are about a conversation with a mail server, and of mail that goes out. */
const isElsewhere = ({ id, kind }: MailCase): boolean =>
  kind === 'mail-out' || ['dep-smtp-unknown', 'sec-smuggling'].includes(id);

/** Mails of many megabytes or parts. */
const LARGE = new Set(['lim-imap-size', 'lim-20mb', 'str-10000-parts', 'lim-long-text']);

async function run(item: MailCase): Promise<Done[]> {
  await reset();
  const { spamFilters = [] } = (item.settings ?? {}) as { spamFilters?: { type: string; pattern: string }[] };
  for (const { type, pattern } of spamFilters) await world.done('AddSpamFilter', { type, pattern });
  const { repeat = 1, start = 1 } = item.generate ?? {};
  const once = { file: item.file ?? '', mailbox: item.mailbox };
  const steps = item.steps ?? Array.from({ length: repeat }, () => once);
  const done: Done[] = [];
  for (const [index, { file, mailbox = item.mailbox }] of steps.entries()) {
    const raw = bytesOfMail(file, item.generate, {
      ...valuesOf(done),
      ...(repeat > 1 && { i: String(start + index) }),
    });
    done.push(await take(raw, item, mailbox ?? 'support'));
  }
  return done;
}

/** What the placeholders stand for: `A.number`, or `@1.number` for the ticket that the first step made. */
function valuesOf(done: Done[]): Record<string, string> {
  const given = [...tickets].flatMap(([key, ticket]) =>
    Object.entries(ticket).map(([name, value]) => [`${key}.${name}`, String(value)]),
  );
  const made = done.map(({ ticket }, index) => [`@${index + 1}.number`, ticket?.number ?? '']);
  return Object.fromEntries([...given, ...made]);
}

/** The mails that one mail caused. */
const mailsOf = ({ from, to }: Done) =>
  world.rows<{
    to: string[];
    cc: string[];
    automatic: string;
    subject: string;
    plain: string;
    template: string;
    staff: number | null;
  }>(
    `select array(select r ->> 'address' from jsonb_array_elements(recipients) r) as "to", cc, automatic, e.subject, e.plain,
       (select name from email_templates where id = template_id) as template, staff_id as staff
     from emails e where (event_id > $1 and event_id <= $2) or (event_id is null and id > $3 and id <= $4) order by id`,
    [from.event, to.event, from.email, to.email],
  );

const keyOf = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return (address.slice(0, at) + domainToASCII(address.slice(at))).toLowerCase();
};

async function expectMixed(done: Done[], expected: Expected): Promise<void> {
  const opened = done.filter(({ outcome }) => outcome === 'ticket');
  expect(opened.length).toBeLessThanOrEqual(expected.tickets_at_most ?? 0);
  expect(opened.length).toBeGreaterThan(0);
  const mails = (await Promise.all(done.map(mailsOf))).flat().filter(({ staff }) => staff === null);
  expect(mails.length).toBeLessThanOrEqual(expected.acknowledgements_at_most ?? 0);
  expect(mails.length).toBeGreaterThan(0);
  const rest = done.filter(({ outcome }) => outcome !== 'ticket');
  expect(rest.map(({ outcome, reason }) => [outcome, reason])).toEqual(rest.map(() => ['ignored', 'loop']));
}

async function expectDone(done: Done, expected: Expected, all: Done[]): Promise<void> {
  const { ticket, message, log } = done;
  const mails = await mailsOf(done);
  const toCustomers = mails.filter(({ staff }) => staff === null);
  const ticketId = (key: string) =>
    key.startsWith('@') ? all[Number(key.slice(1)) - 1]?.ticket?.id : tickets.get(key === 'M' ? 'A' : key)?.id;
  expect([done.outcome, ...(expected.reason === undefined ? [] : [done.reason])]).toEqual([
    ...[expected.outcome, ...(expected.reason === undefined ? [] : [expected.reason])],
  ]);
  if (expected.ticket !== undefined) expect(ticket?.id).toBe(ticketId(expected.ticket));
  if (expected.department !== undefined) expect(ticket?.department).toBe(`${expected.department}@desk.example.com`);
  const filledIn = (text: string) => filled(text, valuesOf(all));
  if (typeof expected.subject === 'string') expect(ticket?.subject).toBe(filledIn(expected.subject));
  if (expected.subject_begins !== undefined) expect(ticket?.subject).toMatch(new RegExp(`^${expected.subject_begins}`));
  const shown = (text: string) => comparable(text, expected.lines);
  if (expected.text !== undefined) expect(shown(message?.body ?? '')).toBe(shown(filledIn(expected.text)));
  for (const piece of expected.text_has ?? []) expect(shown(message?.body ?? '')).toContain(shown(filledIn(piece)));
  for (const piece of expected.text_lacks ?? []) expect(shown(message?.body ?? '')).not.toContain(shown(piece));
  for (const piece of expected.full_has ?? []) expect(shown(done.text ?? '')).toContain(shown(filledIn(piece)));
  if (expected.author !== undefined) {
    const { kind, name, address } = expected.author;
    const isNote = done.outcome === 'note';
    expect({ kind: message?.kind, name: log.sender_name, address: keyOf(String(log.sender_address)) }).toEqual({
      ...{ kind, name, address: keyOf(address) },
    });
    if (!isNote) expect(keyOf(message?.email ?? '')).toBe(keyOf(address));
  }
  if (expected.requester !== undefined) expect(ticket?.requester).toBe(expected.requester);
  if (expected.cc !== undefined && done.outcome === 'ticket') expect(done.cc).toEqual(expected.cc);
  if (
    expected.attachments !== undefined &&
    !expected.atts_any &&
    expected.atts_at_least === undefined &&
    expected.attachments_at_most === undefined
  )
    expectFiles(done, expected.attachments);
  if (expected.attachments_exactly !== undefined) expect(done.files).toHaveLength(expected.attachments_exactly);
  if (expected.atts_at_least !== undefined) expect(done.files.length).toBeGreaterThanOrEqual(expected.atts_at_least);
  if (expected.leftOut !== undefined) expect(log.leftOut.map(({ name }) => name)).toEqual(expected.leftOut);
  if (expected.status !== undefined) expect(ticket?.status).toBe(expected.status);
  if (expected.flags !== undefined) expect(log.flags.toSorted()).toEqual(expected.flags.toSorted());
  if (expected.alsoRefers !== undefined) expect(log.other_ticket_id).toBe(ticketId(expected.alsoRefers));
  if (expected.replyTo !== undefined) expect(ticket?.reply).toBe(expected.replyTo);
  if (expected.date === 'received') expect(message?.created).toEqual(done.takenAt);
  if (expected.sentAt !== undefined) expect(log.sent_at).toEqual(new Date(expected.sentAt));
  if (expected.acknowledged !== undefined && expected.outcome !== 'note') {
    expect(toCustomers.some(({ automatic }) => automatic === 'auto-replied')).toBe(expected.acknowledged);
  }
  if (expected.mailsSent !== undefined) expect(mails).toHaveLength(expected.mailsSent);
  if (expected.mailedTo !== undefined)
    expect(toCustomers.flatMap((mail) => [...mail.to, ...mail.cc])).toEqual(expected.mailedTo);
  if (expected.mailsTo !== undefined)
    expect(toCustomers.flatMap((mail) => [...mail.to, ...mail.cc])).toEqual(expected.mailsTo);
  for (const piece of expected.mail_has ?? [])
    expect(toCustomers.map(({ subject }) => subject).join()).toContain(piece);
  if (expected.template !== undefined) {
    expect(mails.map(({ template, to }) => ({ template, to }))).toEqual([
      { template: expected.template, to: [expected.to] },
    ]);
  }
  if (expected.html_lacks !== undefined) await expectSafeHtml(done, expected.html_lacks);
  if (expected.outcome === 'bounce') await expectBounce(done, expected);
}

function expectFiles({ files }: Done, expected: NonNullable<Expected['attachments']>): void {
  expect(
    files.map(({ name, size, inline }, index) => ({
      name: expected[index]?.name === undefined ? undefined : name,
      matches: new RegExp(expected[index]?.name_pattern ?? '').test(name),
      size: expected[index]?.size === undefined ? undefined : size,
      inline: expected[index]?.inline === undefined ? undefined : inline,
    })),
  ).toEqual(expected.map(({ name, size, inline }) => ({ name, matches: true, size, inline })));
}

/** Looks for pieces in everything that shows or sends what a mail's HTML says. */
async function expectSafeHtml(done: Done, lacks: string[]): Promise<void> {
  const { html } = await world.done('GetReceivedMail', { mailid: done.log.id });
  const mailed = await world.rows<{ body: string }>('select body from emails where event_id > $1 and event_id <= $2', [
    ...[done.from.event, done.to.event],
  ]);
  const all = [String(html), ...mailed.map(({ body }) => body)].join('\n').toLowerCase();
  expect(all).not.toBe('');
  for (const piece of lacks) expect(all).not.toContain(piece.toLowerCase());
}

async function expectBounce({ log }: Done, { recipient, permanent }: Expected): Promise<void> {
  const [email] = await world.rows<{ reason: string }>('select failure_reason as reason from emails where id = $1', [
    log.email_id,
  ]);
  expect(email?.reason).toContain(recipient);
  expect(log.reason).toBe(permanent ? 'bounce' : 'bounce-temporary');
}

/**
 * Tests the reported mails on a desk such as they presuppose, a row for each. They are taken in one after the other; then
 * the desk writes its own mails, and each row looks at what became of its mails.
 *
 * @param which the large ones, or the others
 */
export function testMailCases(which: 'large' | 'others'): void {
  const cases = mailCases.cases.filter((item) => !isElsewhere(item) && LARGE.has(item.id) === (which === 'large'));
  world = useWorld((config) => {
    config.desk.email = 'desk@desk.example.com';
  });

  beforeAll(async () => {
    departments = await furnish(world);
    tickets = await openTickets(world, departments);
    for (const item of cases) {
      results.set(item.id, await run(item).catch((error: unknown) => error as Error));
    }
    await reset();
    await writeMails(world);
  });

  describe.each(cases)('$id: $title', (item) => {
    const outcomeOf = (): Done[] => {
      const done = results.get(item.id);
      if (done === undefined || done instanceof Error) throw done ?? new Error('the case did not run');
      return done;
    };

    const steps = item.steps ?? [{ expect: item.expect }];
    test.each(steps.map(({ expect: expected }, index) => [index + 1, expected as unknown as Expected] as const))(
      'mail %i',
      async (place, expected) => {
        const done = outcomeOf();
        if (expected.outcome === 'mixed') return expectMixed(done, expected);
        const mine = done[place - 1];
        if (mine === undefined) throw new Error('the step did not run');
        await expectDone(mine, expected, done);
      },
    );
  });
}
