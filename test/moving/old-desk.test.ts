import { createHash } from 'node:crypto';
import { readDump } from '../../src/moving/sources/dump/read-dump';
import { CHANGES, changeOf, laterDesk } from '../support/old-desk/changes';
import { dump, type Style, seen } from '../support/old-desk/dump';
import type { TicketFacts } from '../support/old-desk/facts';
import { filesOf } from '../support/old-desk/messages';
import { OldDesk } from '../support/old-desk/old-desk';
import type { Value } from '../support/old-desk/rows';
import { DEPARTMENTS, STATUSES } from '../support/old-desk/setup';

const desk = new OldDesk(220);
const STYLES: readonly Style[] = ['mysqldump', 'phpmyadmin'];

const digest = (pieces: Iterable<string>): string => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
};

/** A dump in chunks that end anywhere, also within a letter. */
async function* chunks(style: Style): AsyncGenerator<Buffer> {
  for (const piece of dump(desk, style)) {
    const bytes = Buffer.from(piece);
    for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
  }
}

test('the same number of tickets makes the same desk', () => {
  expect(digest(dump(new OldDesk(20)))).toBe(digest(dump(new OldDesk(20))));
  expect(digest(dump(laterDesk(20)))).not.toBe(digest(dump(new OldDesk(20))));
});

test.each(STYLES)('every value of a dump of %s is read as it was written', async (style) => {
  const rows = new Map(desk.tables.map((table) => [table.name, desk.rows(table)]));
  const wrong: unknown[] = [];
  const compare = (name: string, at: number, shown: Buffer | null, said: Value) => {
    const table = desk.tables.find((one) => one.name === name);
    const column = table?.columns[at];
    if (table === undefined || column === undefined) throw new Error(`${name} has no column ${at}`);
    const value = seen(said, column, table, 'UTC');
    const bytes = value === null || Buffer.isBuffer(value) ? value : Buffer.from(String(value));
    if (!(shown === null || bytes === null ? shown === bytes : shown.equals(bytes)))
      wrong.push([name, column.name, value, String(shown)]);
  };
  const read = await readDump(chunks(style), ({ name }, columns) => ({
    indexes: columns.map((_, at) => at),
    take(values) {
      const { value: row } = rows.get(name)?.next() ?? {};
      values.forEach((value, at) => void compare(name, at, value, row?.[columns[at] ?? '']));
    },
  }));
  expect(wrong).toEqual([]);
  expect(read.map(({ name }) => name).sort()).toEqual(desk.tables.map(({ name }) => name).sort());
  for (const left of rows.values()) expect(left.next().done).toBe(true);
});

const ODDITIES: Record<string, (ticket: TicketFacts) => boolean> = {
  'a guest': ({ requester }) => requester.kind === 'guest',
  'a contact': ({ requester }) => requester.kind === 'contact',
  'a user who shares an account': ({ requester }) => requester.kind === 'user',
  'a deleted client': ({ requester }) => 'clientId' in requester && requester.clientId % 29 === 13,
  'a deleted department': ({ departmentId }) => DEPARTMENTS.every(({ id }) => id !== departmentId),
  'a deleted member of staff': ({ messages }) =>
    messages.some(({ author }) => author.kind === 'staff' && author.staffId === undefined),
  'a status that is gone': ({ status }) => STATUSES.every(({ title }) => title !== status),
  'a merge': ({ mergedIntoId }) => mergedIntoId !== 0,
  'a number with letters': ({ number }) => /^[A-Z]{3}-\d+$/.test(number),
  'a number that begins with zero': ({ number }) => number.startsWith('0'),
  'a number that another has': ({ numberIsTaken }) => numberIsTaken,
  'no date': ({ createdAt }) => createdAt === undefined,
  copies: ({ cc }) => cc.length === 2,
  tags: ({ tags }) => tags.length === 2,
  watchers: ({ watcherIds }) => watcherIds.length === 2,
  'values of fields': ({ values }) => values.length > 3,
  'a rating': ({ messages }) => messages.some(({ rating }) => rating === 5),
  'a Message-ID': ({ messages }) => messages.some(({ mailId }) => mailId !== undefined),
  'notes with files': ({ notes }) => notes.some(({ files }) => files.length > 0),
  'a pruned file': (ticket) => filesOf(ticket).some(({ state }) => state === 'pruned'),
  'a missing file': (ticket) => filesOf(ticket).some(({ state }) => state === 'missing'),
  'two files of one name': ({ messages }) =>
    messages.some(({ files }) => new Set(files.map(({ name }) => name)).size < files.length),
  'text with entities that somebody typed': ({ messages }) => messages.some(({ body }) => body.includes('&amp;amp;')),
  'NUL in a text': ({ messages }) => messages.some(({ stored }) => stored.withNul),
  'real latin1 among UTF-8': ({ messages }) =>
    messages.some(({ stored, body }) => stored.latin1 && /[^\x20-\x7e\n]/.test(body)),
  'text without entities': ({ messages }) =>
    messages.some(({ stored, body }) => !stored.entities && /[<>"']/.test(body)),
};

test('tickets have every oddity', () => {
  const tickets = [...desk.tickets()];
  const missing = Object.entries(ODDITIES).filter(([, has]) => !tickets.some(has));
  expect(missing.map(([name]) => name)).toEqual([]);
});

test('a text is as long as MySQL allows', () => {
  const lengths = [...new OldDesk(900).tickets()].flatMap(({ messages }) => messages.map(({ body }) => body.length));
  expect(Math.max(...lengths)).toBeGreaterThan(45_000);
});

test('days later, tickets have changed in every way', () => {
  const before = new OldDesk(120);
  const after = laterDesk(120);
  const seenChanges = new Set<string>();
  for (const ticket of before.tickets()) {
    const change = changeOf(ticket.id, 50);
    const now = after.ticket(ticket.id);
    if (change === undefined) expect(JSON.stringify(now)).toBe(JSON.stringify(ticket));
    else if (JSON.stringify(now) !== JSON.stringify(ticket)) seenChanges.add(change);
  }
  expect([...seenChanges].sort()).toEqual([...CHANGES].sort());
  expect([...after.tickets()]).toHaveLength(120 - 3 + 5);
});
