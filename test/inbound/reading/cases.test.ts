import { headerValues, type ReceivedMail } from '../../../src/inbound/reading/mail';
import { readMail } from '../../../src/inbound/reading/read';
import { partAt } from '../../../src/inbound/reading/trim';
import { bytesOfMail, type Expected, filled, mailCases } from '../../support/mail-cases';

/** What reading alone finds out. Other flags are those of the desk. */
const FLAGS = new Set(
  ['malformed', 'empty-body', 'signed', 'encrypted', 'name-looks-like-address', 'remote-images'].concat([
    'attachment-left-out',
    'too-many-attachments',
  ]),
);

const LIMITS = { files: 20, fileBytes: 10_485_760 };

/** Texts are compared as cases.json says under `reading`. */
function compared(text: string, lines = false): string {
  const tidy = filled(text)
    .replace(/\r\n/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+$/gm, '')
    .trim();
  return lines ? tidy : tidy.replace(/\s+/g, ' ');
}

/** Mails whose files the desk's settings decide on, or whose author is another than the sender. */
const DECIDED_LATER = new Set(['sec-type-forbidden', 'loop-form-reply-to']);

const steps = mailCases.cases.flatMap(({ id, title, generate, steps: several, file, expect: expected }) => {
  const all = several ?? (file === undefined || expected === undefined ? [] : [{ file, expect: expected }]);
  return all.map((step, index) => ({
    name: `${id}${index === 0 ? '' : ` (${index + 1})`}: ${title}`,
    id,
    generate,
    file: step.file,
    expected: ((step.expect.choices as Expected[] | undefined)?.[0] ?? step.expect) as Expected,
  }));
});

function checkFiles(mail: ReceivedMail, expected: Expected): void {
  const found = mail.files.map(({ name, type, content, isInline }) => ({ name, type, size: content.length, isInline }));
  const wanted = expected.attachments?.map(({ name, name_pattern: pattern, type, size, inline = false }) => ({
    ...{ name: name ?? expect.stringMatching(new RegExp(pattern ?? '.')), type },
    ...{ size: size ?? expect.any(Number), isInline: inline },
  }));
  if (wanted !== undefined) expect(found).toEqual(wanted);
  if (expected.attachments_exactly !== undefined) expect(found).toHaveLength(expected.attachments_exactly as number);
  if (expected.leftOut !== undefined) expect(mail.leftOut.map(({ name }) => name)).toEqual(expected.leftOut);
}

function checkTexts(mail: ReceivedMail, expected: Expected): void {
  const { visible, hidden } = partAt(mail, expected.outcome === 'ticket' ? mail.cuts.opening : mail.cuts.reply);
  const shown = compared(visible, expected.lines);
  if (expected.text !== undefined) expect(shown).toBe(compared(expected.text, expected.lines));
  for (const piece of expected.text_has ?? []) expect(shown).toContain(compared(piece, expected.lines));
  for (const piece of expected.text_lacks ?? []) expect(visible).not.toContain(piece);
  for (const piece of expected.full_has ?? []) expect(compared(`${visible}\n${hidden}`)).toContain(compared(piece));
}

test('there are cases of every kind', () => {
  expect(steps.length).toBeGreaterThan(155);
});

test.each(steps)('$name', async ({ id, file, generate, expected }) => {
  const mail = await readMail(bytesOfMail(file, generate), LIMITS);
  checkTexts(mail, expected);
  if (typeof expected.subject === 'string') expect(mail.subject).toBe(filled(expected.subject));
  if (expected.subject_begins !== undefined) expect(mail.subject).toMatch(new RegExp(`^${expected.subject_begins}`));
  if (expected.sentAt !== undefined) expect(mail.date).toEqual(new Date(expected.sentAt as string));
  if (DECIDED_LATER.has(id)) return;
  if (expected.author?.kind === 'guest') {
    expect(mail.author?.name).toBe(expected.author.name);
    expect(domainInUnicode(mail.author?.key)).toBe(expected.author.address.toLowerCase());
  }
  checkFiles(mail, expected);
  if (expected.flags === undefined) return;
  expect(mail.flags.toSorted()).toEqual(expected.flags.filter((flag) => FLAGS.has(flag)).toSorted());
});

const domainInUnicode = (address = ''): string => address.replace('xn--bcher-kva', 'bücher');

test('headers glued to a wrong date do not count', async () => {
  const mail = await readMail(bytesOfMail('str-date-invalid.eml'));
  expect(mail.date).toBeNull();
  expect(headerValues(mail, 'Precedence')).toEqual([]);
  expect(headerValues(mail, 'Date')).toEqual([expect.stringContaining('Precedence: bulk')]);
});

test.each([
  ['loop-dsn-hard.eml', 'delivery-status', 'mirka@example.net', 'failed', '5.1.1', 'A.mid'],
  ['loop-dsn-delayed.eml', 'delivery-status', 'mirka@example.net', 'delayed', '4.4.1', 'A.mid'],
  ['loop-bounce-plain.eml', 'delivery-status', 'tadeo@example.org', 'failed', '5.1.1', 'G.mid'],
  ['loop-mdn.eml', 'disposition', 'mirka@example.net', 'displayed', null, 'A.mid'],
])('%s reports on a mail of ours', async (file, kind, address, action, status, id) => {
  const { report } = await readMail(bytesOfMail(file));
  expect(report).toMatchObject({ kind, recipients: [{ address, action, status }] });
  expect(report?.messageIds).toEqual([mailCases.desk.placeholders[id]]);
});

test.each([
  ['thr-duplicate.eml', 'thr-duplicate-2.eml', true],
  ['thr-same-id-other-mail.eml', 'thr-same-id-other-mail-2.eml', false],
  ['thr-empty-id.eml', 'thr-empty-id-2.eml', false],
])('%s and %s are one mail: %s', async (one, other, isSame) => {
  const [first, second] = [await readMail(bytesOfMail(one)), await readMail(bytesOfMail(other))];
  expect(first.digest === second.digest).toBe(isSame);
  expect(first.messageId).toBe(second.messageId);
});
