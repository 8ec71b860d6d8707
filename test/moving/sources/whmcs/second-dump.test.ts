import { openDump } from '../../../../src/moving/sources/whmcs/program';
import { MemorySink } from '../../../support/memory-sink';
import { DESK, fileOf, NEVER, TICKETS, table } from './dump-text';

/** Reads a dump, after one with these stamps. */
async function readAfter(stamps: ReadonlyMap<string, string>, dump: string, timeZone = 'UTC'): Promise<MemorySink> {
  const sink = new MemorySink(stamps);
  const source = await openDump({ file: fileOf(dump), timeZone });
  await source.read(sink, new AbortController().signal);
  return sink;
}

const idsOf = (sink: MemorySink): string[] => sink.all('ticket').map(({ sourceId }) => sourceId);

let first: MemorySink;
beforeAll(async () => {
  first = await readAfter(new Map(), DESK);
});

test('reads everything the first time, and of the same desk no ticket the second time', async () => {
  expect(idsOf(first)).toEqual(['815', '816', '817']);
  const second = await readAfter(first.stamps, DESK);
  expect([...second.unchanged].sort()).toEqual(['815', '816', '817']);
  for (const kind of ['ticket', 'message', 'note', 'attachment'] as const) expect(second.all(kind)).toEqual([]);
  expect(second.all('staff')).toEqual(first.all('staff'));
  expect(second.stamps).toEqual(first.stamps);
});

/** A change of the desk, which must be found in it once. */
const changed = (from: string, to: string): string => {
  expect(DESK.split(from)).toHaveLength(2);
  return DESK.replace(from, to);
};

// 816 is merged into 815, so that they change together.
test.each<[string, string, string, string[]]>([
  ['a subject', 'About an addon', 'About two addons', ['817']],
  ['an opening message', "'I &quot;need&quot; help'", "'I need help'", ['815', '816']],
  ['a merged ticket', "'Waiting','Urgent'", "'Open','Urgent'", ['815', '816']],
  ['a reply', "'2026-06-01 14:00:00','x'", "'2026-06-01 14:00:00','y'", ['815', '816']],
  ['a rating', "0,9,'plain'", "0,4,'plain'", ['815', '816']],
  ['a note', "'Psst'", "'Hush'", ['815', '816']],
  ['a tag', "(2,815,'a &amp; b')", "(2,817,'a &amp; b')", ['815', '816', '817']],
  ['a watcher', '(2,815,3)', '(2,815,2)', ['815', '816']],
  ['when it was closed', "'2026-06-03 10:00:00',815", "'2026-06-04 10:00:00',815", ['815', '816']],
  ['the name of who wrote a reply', "'Ann &amp; Co','Admin'", "'Ann','Admin'", ['815', '816']],
  ['somebody of the staff who wrote nothing', "'bob','','f", "'rob','','f", []],
  ['what a status means', "'#779500',1,1,1", "'#779500',1,0,0", ['815', '816', '817']],
  ['what dates mean', "SET TIME_ZONE='+00:00'", "SET TIME_ZONE='+01:00'", ['815', '816', '817']],
])('reads those tickets again that have changed: %s', async (_what, from, to, ids) => {
  const second = await readAfter(first.stamps, changed(from, to));
  expect(idsOf(second)).toEqual(ids);
  const whole = await readAfter(new Map(), changed(from, to));
  expect(second.all('message')).toEqual(whole.all('message').filter(({ ticketId }) => ids.includes(ticketId ?? '')));
});

test('reads a ticket again that was rated since', async () => {
  const rated = (comments: string) =>
    DESK + table('tblticketfeedback', 'ticketid adminid rating comments datetime', [817, 1, 9, comments, NEVER]);
  const second = await readAfter(first.stamps, rated('Good'));
  expect(idsOf(second)).toEqual(['817']);
  const third = await readAfter(new Map([...first.stamps, ...second.stamps]), rated('Good'));
  expect(idsOf(third)).toEqual([]);
  expect(idsOf(await readAfter(second.stamps, rated('Better')))).toContain('817');
});

test('reads a new ticket, and one whose number a new ticket has', async () => {
  const columns = TICKETS.split(' ').map(() => '' as string | number);
  const added = table('tbltickets', TICKETS, [818, '1000', ...columns.slice(2)]).replace(/^CREATE .*\n/, '');
  const second = await readAfter(first.stamps, DESK + added);
  expect(idsOf(second)).toEqual(['817', '818']);
});

test('reads all tickets again in another time zone, or from another list of columns', async () => {
  expect(idsOf(await readAfter(first.stamps, DESK, 'Europe/Berlin'))).toHaveLength(3);
  const wider = DESK.replace('CREATE TABLE `tblticketnotes` (', 'CREATE TABLE `tblticketnotes` (`trace` text, ');
  const rows = wider.replace("VALUES (5,815,'Ann", "VALUES ('',5,815,'Ann");
  expect(idsOf(await readAfter(first.stamps, rows))).toHaveLength(3);
});

test('reads rows of a ticket that is gone each time, so that its line is said each time', async () => {
  const lost = DESK.replace("(10,815,0,0,0,'','','2026-06-01 14:00:00'", "(10,7000,0,0,0,'','','2026-06-01 14:00:00'");
  const one = await readAfter(new Map(), lost);
  const two = await readAfter(one.stamps, lost);
  expect(two.all('message').map(({ sourceId }) => sourceId)).toEqual(['10']);
});
