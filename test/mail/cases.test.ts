import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import type { AddressObject } from 'mailparser';
import { takeMail } from '../../src/inbound/take';
import { type ReceivedMail, useMailServer } from '../support/mail-server';
import { mailOf, reportOf } from '../support/mail-text';
import { deliverMail } from '../support/mailing';
import { useWorld } from '../support/world';

/** What is expected of one mail. The names are those of the cases. */
interface ExpectedMail {
  to: string[];
  cc?: string[];
  recipients?: number;
  times_at_most?: number;
  same_message_id?: boolean;
  envelope_from_any?: string[];
  envelope_domain?: string;
  from_address?: string;
  headers?: Record<string, string>;
  header_matches?: Record<string, string>;
  headers_absent?: string[];
  parts?: string[];
  text_has?: string[];
  html_has?: string[];
  html_lacks?: string[];
  attachment_names?: string[];
  decoded_to_name?: string;
  decoded_subject_has?: string;
  encoded_word_at_most?: number;
  header_line_at_most?: number;
  ascii_headers?: boolean;
  each_encoded_word_decodes_alone?: boolean;
}

type Step = Record<string, unknown> & {
  action?: string;
  ticket?: string;
  staff?: string;
  mailCase?: string;
  fault?: string;
  attachments?: { name: string; bytes: number }[];
  mail?: { from: string; subject: string; text: string; messageId?: string; inReplyTo?: string };
  sequence?: Step[];
};

interface Case {
  id: string;
  title: string;
  given: string[];
  event: Step;
  expect_mail: { mails: ExpectedMail[]; none_to?: string[]; mails_or_refusal?: boolean };
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', 'mail', 'out.json'), 'utf8')) as {
  cases: Case[];
};

const mails = useMailServer();
const world = useWorld((config) => mails.configure(config));

const GUESTS: Record<string, { name: string; email: string; cc?: string }> = {
  G: { name: 'Tadeo Vink', email: 'tadeo@example.org', cc: 'lena@example.org' },
};
let mirka: number;

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, name: 'Support', email: 'support@desk.example.com' });
  await world.admin('ruta', { email: 'ruta@desk.example.com' });
  mirka = (await world.client('Mirka Tolva')).clientId;
  await world.change('update clients set email = $2 where id = $1', [mirka, 'mirka@example.net']);
});

interface Ticket {
  id: number;
  number: string;
}

/** Opens a ticket with an acknowledgement, an answer of staff and a customer's mail, as the cases have it. */
async function prepare(key: string): Promise<Ticket> {
  const guest = GUESTS[key];
  const who = guest === undefined ? { clientid: mirka } : { name: guest.name, email: guest.email };
  const { id, tid } = await world.done('OpenTicket', {
    ...{ ...who, deptid: 1, subject: `Ticket ${key}`, message: 'It is broken.', cc: guest?.cc },
  });
  await world.change('update messages set mail_id = $2, is_automatic = false where ticket_id = $1 and is_first', [
    id,
    customerId(key),
  ]);
  await deliverMail(world);
  await world.done('AddTicketReply', { ticketid: id, message: 'We look into it.', adminusername: 'ruta' }, 'ruta');
  await deliverMail(world);
  mails.received = [];
  return { id: Number(id), number: String(tid) };
}

const customerId = (key: string): string => `q.${key}.1@post.example.net`;

/** Does what a case says happens. @returns the ticket that it opens, if any */
async function happen(step: Step, tickets: Map<string, Ticket>, fill: (text: string) => string): Promise<void> {
  const { action, ticket: key = '', staff, mailCase, mail, fault, sequence = [], attachments, ...params } = step;
  for (const inner of sequence) await happen(inner, tickets, fill);
  const ticket = tickets.get(key);
  if (mailCase === 'loop-dsn-hard') {
    const recipients = [{ address: 'mirka@example.net', action: 'failed', status: '5.1.1' }];
    await take(reportOf({ messageId: fill('{{A.mid}}'), recipients }));
  }
  if (mail !== undefined) return receive(mail, tickets, fill);
  if (action === undefined) return;
  const about = ticket === undefined ? { deptid: 1, ...params } : { ticketid: ticket.id, ...params };
  const files = attachments?.map(({ name, bytes }) => ({ name, data: Buffer.alloc(bytes, 'x').toString('base64') }));
  const answer = await world.call(action, {
    ...{ ...about, ...(staff !== undefined && { adminusername: staff }) },
    ...(files !== undefined && { attachments: files }),
  });
  if (answer.tid !== undefined) tickets.set('@1', { id: Number(answer.id), number: String(answer.tid) });
  await deliverMail(world);
  if (fault === undefined) return;
  // The process died before it noted the server's answer.
  await world.change(
    `update emails set status = 'waiting', due_at = created_at where id = (select max(id) from emails where staff_id is null)`,
  );
  await deliverMail(world);
}

/** Gives the desk a mail. */
async function take(raw: Buffer): Promise<number | null> {
  const origin = { way: 'imap' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null };
  return (await takeMail(world.desk, raw, origin)).ticketId;
}

/** Takes in a mail that opens a ticket or answers one. */
async function receive(
  { messageId, inReplyTo, ...mail }: NonNullable<Step['mail']>,
  tickets: Map<string, Ticket>,
  fill: (text: string) => string,
): Promise<void> {
  const headers = {
    ...(messageId !== undefined && { 'Message-ID': messageId }),
    ...(inReplyTo !== undefined && { 'In-Reply-To': fill(inReplyTo) }),
  };
  const id = await take(mailOf({ ...mail, subject: fill(mail.subject), headers }));
  const [ticket] = await world.rows<Ticket>('select id, number from tickets where id = $1', [id]);
  if (ticket === undefined) throw new Error('the mail opened no ticket');
  if (tickets.size === 0) tickets.set('@1', ticket);
  await deliverMail(world);
}

/** The values of a header, unfolded. */
const headersOf = ({ raw }: ReceivedMail): [name: string, value: string][] =>
  (raw.split('\r\n\r\n')[0] ?? '')
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);

const headerOf = (mail: ReceivedMail, name: string): string | undefined =>
  headersOf(mail).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1];

const addressesOf = (list: AddressObject | AddressObject[] | undefined): string[] =>
  [list ?? []].flat().flatMap(({ value }) => value.map(({ address = '' }) => inAscii(address)));

/** The parser shows domains in Unicode. */
const inAscii = (address: string): string => address.replace(/[^@]+$/, domainToASCII);

function check(found: ReceivedMail[], expected: ExpectedMail, fill: (text: string) => string): void {
  const [mail] = found as [ReceivedMail];
  const { parsed, envelope, raw } = mail;
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(expected.times_at_most ?? 1);
  if (expected.same_message_id) expect(new Set(found.map((one) => one.raw)).size).toBe(1);
  if (expected.cc !== undefined) expect(addressesOf(parsed.cc)).toEqual(expected.cc);
  if (expected.recipients !== undefined) expect(envelope.to).toHaveLength(expected.recipients);
  if (expected.from_address !== undefined) expect(addressesOf(parsed.from)).toEqual([expected.from_address]);
  // A bounce address is as good as none, and tells which mail came back.
  if (expected.envelope_from_any !== undefined) expect(envelope.from).toMatch(/^support\+\w{32}@desk\.example\.com$/);
  if (expected.envelope_domain !== undefined) expect(envelope.from.split('@')[1]).toBe(expected.envelope_domain);
  for (const [name, value] of Object.entries(expected.headers ?? {})) expect(headerOf(mail, name)).toBe(fill(value));
  for (const [name, pattern] of Object.entries(expected.header_matches ?? {})) {
    expect(headerOf(mail, name)).toMatch(new RegExp(fill(pattern)));
  }
  for (const name of expected.headers_absent ?? []) expect(headerOf(mail, name)).toBeUndefined();
  if (expected.parts !== undefined) {
    expect([...raw.matchAll(/^Content-Type: (text\/\w+)/gm)].map(([, type]) => type)).toEqual(expected.parts);
  }
  const text = parsed.text ?? '';
  const html = String(parsed.html);
  for (const piece of expected.text_has ?? []) expect(text).toContain(piece);
  for (const piece of expected.html_has ?? []) expect(html).toContain(piece);
  for (const piece of expected.html_lacks ?? []) expect(html.toLowerCase()).not.toContain(piece);
  if (expected.attachment_names !== undefined) {
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(expected.attachment_names);
  }
  if (expected.decoded_to_name !== undefined) {
    expect([parsed.to ?? []].flat()[0]?.value[0]?.name).toBe(expected.decoded_to_name);
  }
  if (expected.decoded_subject_has !== undefined) expect(parsed.subject).toContain(expected.decoded_subject_has);
  const lines = (raw.split('\r\n\r\n')[0] ?? '').split('\r\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(expected.header_line_at_most ?? 998);
  if (expected.ascii_headers) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
  const words = [...raw.matchAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi)];
  for (const [word] of words) expect(word.length).toBeLessThanOrEqual(expected.encoded_word_at_most ?? 75);
  if (expected.each_encoded_word_decodes_alone) {
    expect(words.length).toBeGreaterThan(1);
    for (const [, , coded = ''] of words) {
      expect(Buffer.from(coded, 'base64').toString('utf8')).not.toContain('\ufffd');
    }
  }
}

test.each(cases)('$id: $title', async ({ given, event, expect_mail: expected }) => {
  const tickets = new Map<string, Ticket>();
  for (const key of given) tickets.set(key, await prepare(key));
  const sent = await world.rows<{ token: string; address: string; staff: number | null; ticket: number }>(
    `select token, from_address as address, staff_id as staff, ticket_id as ticket from emails order by id desc`,
  );
  const fill = (text: string): string =>
    text.replace(/\{\{(\S+?)\.(number|mid|customermid)\}\}/g, (_all, key: string, what: string) => {
      const ticket = tickets.get(key);
      const last = sent.find((mail) => mail.ticket === ticket?.id && mail.staff === null);
      const values: Record<string, string> = {
        number: ticket?.number ?? '',
        mid: `${last?.token}@desk.example.com`,
        customermid: customerId(key),
      };
      return values[what] ?? '';
    });
  await happen(event, tickets, fill);
  const toOf = (mail: ReceivedMail) => addressesOf(mail.parsed.to);
  for (const mail of expected.mails) {
    check(
      mails.received.filter((one) => JSON.stringify(toOf(one)) === JSON.stringify(mail.to)),
      mail,
      fill,
    );
  }
  if (expected.mails.length === 0) expect(mails.received).toEqual([]);
  const told = mails.received.flatMap(({ envelope }) => envelope.to);
  for (const address of expected.none_to ?? []) expect(told).not.toContain(address);
  for (const { parsed, envelope, raw } of mails.received) {
    expect(new Set(envelope.to).size).toBe(envelope.to.length);
    expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(addressesOf(parsed.from)).toEqual(['support@desk.example.com']);
    expect(parsed.messageId).toMatch(/^<[^<>@\s]+@desk\.example\.com>$/);
  }
});
